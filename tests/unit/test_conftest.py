"""What tests/conftest.py promises for every test of this project."""

import socket
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent.parent / "conftest.py"
SKIPS = {
    "mark": "import pytest\n@pytest.mark.skip(reason='no tool')\ndef test(): pass",
    "call": "import pytest\ndef test(): pytest.skip('no tool')",
    "fixture": "import pytest\n@pytest.fixture\ndef tool(): pytest.skip('no tool')\ndef test(tool): pass",
    "file": "import pytest\npytest.skip('no tool', allow_module_level=True)",
    "import": "import pytest\npytest.importorskip('no_such_tool', reason='no tool')",
}


VARIABLES = ("CI", "GITHUB_ACTIONS", "HYPOTHESIS_PROFILE")


def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, text: str, *, in_ci: bool) -> pytest.RunResult:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    if in_ci:
        monkeypatch.setenv("CI", "true")
    pytester.makeconftest(CONFTEST.read_text())
    pytester.makepyfile(text)
    return pytester.runpytest_subprocess("-p", "no:cacheprovider")


@pytest.mark.parametrize("way", SKIPS)
def test_a_skip_is_a_failure_in_ci(way: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(pytester, monkeypatch, SKIPS[way], in_ci=True)
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*no tool*", "*In CI a skipped test is a failure*"])


@pytest.mark.parametrize("way", SKIPS)
def test_a_skip_is_no_failure_elsewhere(way: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(pytester, monkeypatch, SKIPS[way], in_ci=False)
    result.assert_outcomes(skipped=1)


def test_an_expected_failure_is_no_skip(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import pytest\n@pytest.mark.xfail(reason='known')\ndef test(): assert False"
    run(pytester, monkeypatch, text, in_ci=True).assert_outcomes(xfailed=1)


def test_ci_draws_the_same_examples_each_time(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "from hypothesis import settings\ndef test(): assert settings().derandomize"
    run(pytester, monkeypatch, text, in_ci=True).assert_outcomes(passed=1)
    run(pytester, monkeypatch, text, in_ci=False).assert_outcomes(failed=1)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_no_test_connects_to_another_machine(host: str) -> None:
    with pytest.raises(AssertionError, match="Tests use no network"):
        socket.create_connection((host, 443), timeout=1)


def test_a_socket_does_not_connect_to_another_machine() -> None:
    with socket.socket() as client, pytest.raises(AssertionError, match="Tests use no network"):
        client.connect(("192.0.2.1", 443))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_test_may_connect_to_its_own_machine(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((host, port), timeout=5) as client:
            assert client.getpeername()[1] == port

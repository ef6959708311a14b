"""What `tapstack taskcat` refuses before it starts anything."""

import pytest

from tapstack.cli.main import main
from tests.unit.deploy.taskcat.template import ROOT


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.fixture
def tool(tmp_path):
    path = tmp_path / "taskcat"
    path.write_text("#!/bin/sh\nexit 0\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--with", "/no/such/taskcat"], 3, "There is no taskcat at /no/such/taskcat. Install it: make peers"),
        (["--test", "sorce"], 2, "taskcat.yml has no test 'sorce'. Did you mean 'source'?"),
        (["--suffix", "UPPER"], 2, "The suffix 'UPPER' would not be taken."),
        (["--suffix", ""], 2, "The suffix '' would not be taken."),
        (["--clean", "abc"], 2, "Write --real --clean SUFFIX."),
    ],
)
def test_what_cannot_be_done_is_one_line_with_its_exit_code(arguments, code, said, capsys) -> None:
    assert main(["taskcat", *arguments]) == code
    out, error = capsys.readouterr()
    assert (out, error.count("\n")) == ("", 1)
    assert said in error


def test_without_credentials_an_account_is_not_deployed_to(tool, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    assert main(["taskcat", "--real", "--yes", "--with", tool]) == 3
    out, error = capsys.readouterr()
    assert out == ""
    assert "nobody" in error
    assert "Sign in" in error

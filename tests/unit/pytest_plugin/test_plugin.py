"""The plugin in another repository: a fresh folder with a template, a configuration and tests."""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

TEMPLATE = {
    "Parameters": {
        "Stage": {"Type": "String", "AllowedValues": ["dev", "prod"]},
        "Password": {"Type": "String", "NoEcho": True, "Default": "hunter2-default", "MaxLength": 20},
    },
    "Resources": {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::Sub": "t-${Stage}-${AWS::Region}"}}},
        "Queue": {"Type": "AWS::SQS::Queue", "DependsOn": "Topic"},
    },
}
CONFIGURATION = """
regions = ["eu-central-1", "us-east-1"]
[[templates]]
path = "t.json"
parameters = { Stage = "prod" }
"""
USES = {
    "template": "def test(tapstack_template): assert list(tapstack_template.body['Resources']) == ['Topic', 'Queue']",
    "stack": "def test(tapstack_stack):\n"
    "    stack = tapstack_stack('us-east-1')\n"
    "    assert stack.resource('Topic').property('TopicName') == 't-prod-us-east-1'",
    "stack of another region": "def test(tapstack_stack): assert 'Topic' in tapstack_stack('eu-west-1')",
    "stack with another parameter": "def test(tapstack_stack):\n"
    "    for stack in (tapstack_stack('us-east-1', Stage='dev'), tapstack_stack('us-east-1', {'Stage': 'dev'})):\n"
    "        assert stack.resource('Topic').property('TopicName') == 't-dev-us-east-1'",
    "stack set": "def test(tapstack_stackset): assert tapstack_stackset.regions == ('eu-central-1', 'us-east-1')",
    "graph": "def test(tapstack_graph): assert tapstack_graph('us-east-1').needs('Queue', 'Topic')",
    "graph with another parameter": "def test(tapstack_graph): assert tapstack_graph('us-east-1', Stage='dev').nodes",
    "findings": "def test(tapstack_findings):\n"
    "    findings = tapstack_findings(layers=['template'])\n"
    "    assert findings.exit_code == 0, findings\n"
    "    assert {finding.region for finding in findings} == {'eu-central-1', 'us-east-1'}\n"
    "    assert {finding.layer for finding in findings} == {'template'}",
    "findings of one region with another parameter": "def test(tapstack_findings):\n"
    "    findings = tapstack_findings('template', regions=['us-east-1'], parameters={'Stage': 'x'})\n"
    "    assert [found.check for found in findings.of(status='FAIL')] == ['PAR-023']\n"
    "    assert 'FAIL PAR-023' in repr(findings)",
    "findings wherever a test goes": "def test(tapstack_findings, tmp_path, monkeypatch):\n"
    "    monkeypatch.chdir(tmp_path)\n"
    "    assert tapstack_findings('template').counts['PASS']",
    "refusal": "import pytest\nfrom tapstack.pytest_plugin import RefusedError\n"
    "def test(tapstack_stack):\n"
    "    with pytest.raises(RefusedError, match='Stage'): tapstack_stack('us-east-1', Stage='x')",
    "types": "from tapstack.pytest_plugin import *\n"
    "from tapstack.pytest_plugin import Finding, Findings, FindingsOf, Graph, GraphOf, MissingError, Resource, Stack, "
    "StackOf, StackSet, Template, UnknownError, Unresolved\n"
    "def test(tapstack_stack: StackOf, tapstack_stackset: StackSet, tapstack_template: Template):\n"
    "    assert isinstance(tapstack_stack, StackOf) and isinstance(tapstack_stackset, StackSet)\n"
    "    assert isinstance(tapstack_template, Template) and isinstance(tapstack_stack('us-east-1'), Stack)",
    "strategies": "from hypothesis import given, strategies as st\n"
    "from tapstack.pytest_plugin.strategies import parameter_values\n"
    "@given(st.data())\n"
    "def test(tapstack_template, tapstack_stackset, data):\n"
    "    for stack in tapstack_stackset.exactly(data.draw(parameter_values(tapstack_template))):\n"
    "        assert stack.resource('Topic').property('TopicName').startswith('t-')",
}
OPTIONS = ("--tapstack-template", "t.json", "--tapstack-region", "us-east-1")


@pytest.fixture
def folder(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TAPSTACK_CACHE_DIR", raising=False)
    (pytester.path / "t.json").write_text(json.dumps(TEMPLATE))
    (pytester.path / "tapstack.toml").write_text(CONFIGURATION)
    return pytester.path


def write(folder: Path, *tests: str) -> None:
    for number, text in enumerate(tests):
        (folder / f"test_{number}.py").write_text(text)


def lines(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    """What a failing run prints, without the summary and without what pytest puts before errors."""
    result = pytester.runpytest("-q", "-rN", *arguments)
    assert result.ret != 0
    assert "INTERNALERROR" not in result.stdout.str() + result.stderr.str()
    return [line.removeprefix("E   ").strip() for line in result.outlines + result.errlines]


@pytest.mark.parametrize("use", USES)
def test_a_fixture_serves_another_repository(use: str, folder: Path, pytester: pytest.Pytester) -> None:
    write(folder, USES[use])
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_all_fixtures_serve_several_processes(folder: Path, pytester: pytest.Pytester) -> None:
    write(folder, *USES.values())
    result = pytester.runpytest_subprocess("-n", "2", "-p", "no:cacheprovider", "--import-mode=importlib")
    result.assert_outcomes(passed=len(USES))


def test_options_serve_several_processes(folder: Path, pytester: pytest.Pytester) -> None:
    (folder / "tapstack.toml").unlink()
    write(
        folder, *[f"def test_{n}(tapstack_stackset): assert tapstack_stackset.regions == ('us-east-1',)" for n in "abc"]
    )
    result = pytester.runpytest_subprocess("-n", "2", *OPTIONS, "--tapstack-parameter", "Stage=dev")
    result.assert_outcomes(passed=3)


@pytest.mark.parametrize("way", ["option", "ini", "toml"])
def test_options_and_ini_keys_go_before_the_configuration(way: str, folder: Path, pytester: pytest.Pytester) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "o.json").write_text(json.dumps({**TEMPLATE, "Description": "other"}))
    write(
        folder,
        "def test(tapstack_template, tapstack_stackset):\n"
        "    assert tapstack_template.body['Description'] == 'other'\n"
        "    (west,) = tapstack_stackset\n"
        "    assert west.region == 'eu-west-1'\n"
        "    assert west.resource('Topic').property('TopicName') == 't-dev-eu-west-1'\n"
        "    assert west.parameters['Stage'] == 'dev'",
    )
    arguments = []
    if way == "option":
        arguments = [
            "--tapstack-template=other/o.json",
            "--tapstack-region=eu-west-1",
            "--tapstack-parameter=Stage=dev",
        ]
        arguments += ["--tapstack-account-id=111122223333", "--tapstack-as-of=2026-01-31"]
    elif way == "ini":
        pytester.makeini(
            "[pytest]\ntapstack_template = other/o.json\ntapstack_region = eu-west-1\ntapstack_parameter =\n"
            "    Stage=dev\ntapstack_account_id = 111122223333\ntapstack_as_of = 2026-01-31"
        )
    else:
        (folder / "pytest.toml").write_text(
            '[pytest]\ntapstack_template = "other/o.json"\ntapstack_region = ["eu-west-1"]\n'
            'tapstack_parameter = ["Stage=dev"]\n'
        )
    pytester.runpytest("-p", "no:cacheprovider", *arguments).assert_outcomes(passed=1)


def test_an_account_id_resolves_what_depends_on_it(folder: Path, pytester: pytest.Pytester) -> None:
    arn = {"A": {"Value": {"Fn::GetAtt": "Topic.TopicArn"}}}
    (folder / "t.json").write_text(json.dumps({**TEMPLATE, "Outputs": arn}))
    write(
        folder,
        "def test(tapstack_stack):\n"
        "    assert tapstack_stack('us-east-1').output('A') == 'arn:aws:sns:us-east-1:111122223333:t-prod-us-east-1'",
    )
    pytester.runpytest("--tapstack-account-id", "111122223333").assert_outcomes(passed=1)
    pytester.runpytest().assert_outcomes(failed=1)


def test_a_template_of_the_ini_file_is_seen_from_there(folder: Path, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ntapstack_template = t.json")
    write(folder, "def test(tapstack_template): assert tapstack_template.file.endswith('t.json')")
    (folder / "below").mkdir()
    pytester.chdir()
    pytester.run(sys.executable, "-m", "pytest", "-q").assert_outcomes(passed=1)
    started = [sys.executable, "-m", "pytest", "-q", str(folder)]
    assert subprocess.run(started, cwd=folder / "below", check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("region", "us-eats-1", "Unknown region 'us-eats-1'. Did you mean 'us-east-1'?"),
        ("parameter", "Stage", "{option} number 1 has no name and '='. Write {option} NAME=VALUE."),
        ("account-id", "12", "'12' is not an AWS account id. Write its 12 digits, without dashes."),
        ("as-of", "31.01.2026", "'31.01.2026' is not a date. Write it as YYYY-MM-DD."),
        ("template", "no.json", "There is no file 'no.json'."),
    ],
)
@pytest.mark.parametrize("in_file", [False, True])
def test_a_wrong_value_is_a_usage_error_of_one_line(
    option: str, value: str, message: str, in_file: bool, folder: Path, pytester: pytest.Pytester
) -> None:
    write(folder, "def test(): pass")
    name = f"tapstack_{option.replace('-', '_')}" if in_file else f"--tapstack-{option}"
    if in_file:
        pytester.makeini(f"[pytest]\n{name} = {value}")
    result = pytester.runpytest(*([] if in_file else [name, value]))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    (line,) = [line for line in result.errlines if line]
    assert line.startswith(f"ERROR: {name}: {message.format(option=name)}")


def test_a_secret_in_a_wrong_option_is_not_repeated(folder: Path, pytester: pytest.Pytester) -> None:
    write(folder, USES["stack"])
    assert "hunter3" not in "\n".join(lines(pytester, "--tapstack-parameter", "=hunter3"))
    assert "hunter3" not in "\n".join(lines(pytester, "--tapstack-parameter", f"Password=hunter3{'x' * 20}"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tapstack.toml": None}, "No template is named and none is configured. Name one with --tapstack-template"),
        (
            {"tapstack.toml": '[[templates]]\npath = "t.json"\nparameters = { Stage = "dev" }'},
            "No region is named and none is configured. Name one with --tapstack-region",
        ),
        (
            {"tapstack.toml": CONFIGURATION + '[[templates]]\npath = "u.json"'},
            "The configuration names 2 templates: t.json, u.json. Choose one: --tapstack-template t.json.",
        ),
        ({"tapstack.toml": "region = []"}, "tapstack.toml:1: Unknown key 'region'. Did you mean 'regions'?"),
        ({"t.json": None}, "t.json: no such file. Correct the path."),
        ({"t.json": '{"Resources": '}, "t.json:1:14: "),
        ({"t.json": "{}\x00"}, "t.json:1:"),
        (
            {"tapstack.toml": CONFIGURATION.replace("prod", "x")},
            "t.json:1:17: FAIL PAR-023: Parameter Stage: 'x' is not",
        ),
        ({"tapstack.toml": CONFIGURATION.replace("Stage", "Stag")}, "FAIL PAR-020: Parameter Stag is given but"),
        ({"tapstack.toml": CONFIGURATION.replace("eu-central-1", "eu-cntral-1")}, "Unknown region 'eu-cntral-1'."),
    ],
)
def test_what_cannot_be_used_fails_the_test_with_lines_not_with_a_traceback(
    change: dict[str, str | None], message: str, folder: Path, pytester: pytest.Pytester
) -> None:
    for name, text in change.items():
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).write_text(text)
    write(
        folder, "def test_one(tapstack_stackset): pass\ndef test_two(tapstack_stackset): pass\ndef test_three(): pass"
    )
    found = lines(pytester, "-p", "no:cacheprovider", "--tb=long", "-rN")
    assert sum(message in line for line in found) == 2
    assert not [line for line in found if "Traceback" in line or "exception" in line or ".py:1" in line]
    assert "1 passed, 2 errors" in found[-1]


def test_a_refused_call_shows_the_line_of_the_test_and_the_findings(folder: Path, pytester: pytest.Pytester) -> None:
    write(folder, "def test(tapstack_stack):\n    tapstack_stack('us-east-1', Stage='x')")
    found = lines(pytester, "--tb=long")
    assert ">   tapstack_stack('us-east-1', Stage='x')" in [
        " ".join(line.split(None, 1)).replace(">", ">  ") for line in found
    ]
    assert any("FAIL PAR-023: Parameter Stage: 'x' is not one of AllowedValues" in line for line in found)
    assert [line for line in found if ".py:" in line] == ["test_0.py:2: RefusedError"]


def test_no_secret_is_printed_when_a_test_fails(folder: Path, pytester: pytest.Pytester) -> None:
    (folder / "tapstack.toml").write_text(CONFIGURATION.replace("Stage =", 'Password = "hunter2-given", Stage ='))
    write(
        folder,
        "def test(tapstack_stack, tapstack_stackset, tapstack_findings):\n"
        "    stack = tapstack_stack('us-east-1')\n"
        "    assert not tapstack_stack and not tapstack_stackset and not stack.resources and not tapstack_findings",
        "from tapstack.pytest_plugin.strategies import parameter_values\n"
        "from hypothesis import given\n"
        "@given(parameter_values('t.json'))\n"
        "def test(values): assert values.get('Password') is None",
    )
    printed = "\n".join(lines(pytester, "--showlocals", "-vv"))
    assert "hunter2" not in printed.replace('hunter2-given", Stage', "")
    assert "'Password': '****'" in printed


@pytest.mark.parametrize(
    ("test", "absent", "present"),
    [
        (
            "def test(): pass",
            ["tapstack.render", "tapstack.findings", "tapstack.template", "cfnlint", "orjson", "regex"],
            [],
        ),
        ("def test(): pass", ["hypothesis", "yaml", "networkx", "rich", "click"], ["tapstack.pytest_plugin.options"]),
        (USES["stack"], ["cfnlint", "hypothesis", "yaml", "networkx", "rich", "click"], ["tapstack.render"]),
        (USES["findings"], ["cfnlint", "hypothesis", "networkx", "rich", "click"], ["tapstack.pipeline"]),
    ],
)
def test_nothing_is_imported_before_it_is_used(
    test: str, absent: list[str], present: list[str], folder: Path, pytester: pytest.Pytester
) -> None:
    write(folder, test)
    said = "import sys\ndef pytest_unconfigure(): print('LOADED', ' '.join(sys.modules))"
    (folder / "conftest.py").write_text(said)
    # hypothesis has a plugin of its own, which imports it when a module does.
    result = pytester.runpytest_subprocess("-p", "no:hypothesispytest", "-s")
    (line,) = [line for line in result.outlines if line.startswith("LOADED")]
    loaded = set(line.split())
    assert not loaded & set(absent)
    assert set(present) <= loaded


def test_the_installed_plugin_is_the_one_of_the_project() -> None:
    (plugin,) = metadata.entry_points(group="pytest11", name="tapstack")
    assert plugin.value == "tapstack.pytest_plugin"


def test_options_are_in_the_help(pytester: pytest.Pytester) -> None:
    text = pytester.runpytest("--help").stdout.str()
    for name in ("template", "region", "parameter", "account-id", "as-of"):
        assert f"--tapstack-{name}" in text
        assert f"tapstack_{name.replace('-', '_')}" in text

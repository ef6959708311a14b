"""What each command prints."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from junitparser import JUnitXml

from tapstack.cli.main import main
from tapstack.pipeline import LAYERS
from tapstack.pipeline.layers import EVERY

TEMPLATE = {
    "Parameters": {
        "Stage": {"Type": "String"},
        "Password": {"Type": "String", "NoEcho": True, "Default": "hunter2-default", "MaxLength": 30},
    },
    "Resources": {
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "q-${Stage}"}}},
        "Topic": {"Type": "AWS::SNS::Topic", "DependsOn": "Queue", "Properties": {"DisplayName": {"Ref": "Password"}}},
    },
}
EAST = ("--region", "us-east-1")
STATIC = ("--layer", "template")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "PRE_COMMIT", "TAPSTACK_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "t.json").write_text(json.dumps(TEMPLATE))
    return tmp_path


def configured(folder: Path, extra: str = "") -> None:
    (folder / "tapstack.toml").write_text(
        f"""
regions = ["eu-central-1", "us-east-1"]
{extra}
[[templates]]
path = "t.json"
parameters = {{ Stage = "prod", Password = "hunter2-given" }}
"""
    )


def printed(capsys: Captured, *arguments: str, code: int = 0) -> str:
    assert main(arguments) == code
    return capsys.readouterr().out


def report(capsys: Captured, *arguments: str, code: int = 0) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(printed(capsys, "check", *arguments, "--format", "json", code=code))
    return document


def test_check_prints_a_document_of_its_schema(capsys: Captured) -> None:
    schema = json.loads(files("tapstack.report").joinpath("findings.schema.json").read_text())
    document = report(capsys, "t.json", *EAST, "--all")
    Draft202012Validator(schema).validate(document)
    assert document["layers"] == list(LAYERS)


def test_check_without_file_and_region_uses_the_configuration(folder: Path, capsys: Captured) -> None:
    configured(folder)
    document = report(capsys, *STATIC)
    assert (document["files"], document["regions"]) == (["t.json"], ["eu-central-1", "us-east-1"])
    assert document["findings"] == []


def test_regions_of_the_command_line_go_first(folder: Path, capsys: Captured) -> None:
    configured(folder)
    assert report(capsys, "t.json", "--region", "us-west-2", *STATIC)["regions"] == ["us-west-2"]


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [((), "UNKNOWN", 0), (("--parameter", "Password=x"), "FAIL", 1), (("--parameter", "Stage=x"), None, 0)],
)
def test_a_missing_parameter_of_a_foreign_template_fails_only_in_a_deployment(
    capsys: Captured, arguments: tuple[str, ...], status: str | None, code: int
) -> None:
    found = report(capsys, "t.json", *EAST, *STATIC, *arguments, code=code)["findings"]
    assert {finding["status"] for finding in found if "Stage" in finding["path"]} == ({status} if status else set())


def test_parameters_of_the_command_line_go_before_the_configuration(folder: Path, capsys: Captured) -> None:
    configured(folder)
    stack = json.loads(printed(capsys, "render", "t.json", *EAST))
    assert stack["Resources"]["Queue"]["Properties"]["QueueName"] == "q-prod"
    stack = json.loads(printed(capsys, "render", "t.json", *EAST, "--parameter", "Stage=dev"))
    assert stack["Resources"]["Queue"]["Properties"]["QueueName"] == "q-dev"


def test_configured_parameters_do_not_serve_a_foreign_template(folder: Path, capsys: Captured) -> None:
    configured(folder)
    (folder / "other.json").write_text(json.dumps(TEMPLATE))
    stack = json.loads(printed(capsys, "render", "other.json", *EAST))
    assert "Unresolved" in json.dumps(stack["Resources"]["Queue"])


def test_second_check_is_answered_from_the_cache_and_no_cache_is_not(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = report(capsys, "t.json", *EAST, *STATIC)
    monkeypatch.setattr("tapstack.pipeline.engine.layer", lambda name: pytest.fail(f"{name} ran"))
    assert report(capsys, "t.json", *EAST, *STATIC) == first
    monkeypatch.setattr("tapstack.pipeline.engine.layer", lambda _name: lambda _subject: [])
    assert report(capsys, "t.json", *EAST, *STATIC, "--no-cache", code=5)["findings"] == []
    assert (folder / ".tapstack" / "cache").is_dir()


def test_no_secret_is_printed_or_stored(folder: Path, capsys: Captured) -> None:
    configured(folder)
    for arguments in (
        ["check", "--all"],
        ["check", "t.json", "--parameter", "Password=hunter2-too-long-for-thirty-characters", "--all"],
        ["render", "t.json", *EAST],
        ["graph", "t.json", *EAST],
        ["config", "show"],
        ["verify"],
    ):
        main(arguments)
    captured = capsys.readouterr()
    assert "hunter2" not in captured.out + captured.err
    written = [file for name in ("reports", ".tapstack") for file in (folder / name).rglob("*") if file.is_file()]
    assert len(written) >= 3
    assert not [file for file in written if b"hunter2" in file.read_bytes()]


SECRET = {"Ref": "Word"}
TOPIC = {"Type": "AWS::SNS::Topic"}


@pytest.mark.parametrize(
    "part",
    [
        *(
            {"Conditions": {"C": {"Fn::Equals": [value, "x"]}}}
            for value in (
                {"Fn::Select": [SECRET, ["a"]]},
                {"Fn::Select": [0, SECRET]},
                {"Fn::Select": [9, {"Fn::Split": ["-", SECRET]}]},
                {"Fn::FindInMap": ["M", {"Fn::Select": [1, {"Fn::Split": ["-", SECRET]}]}, "b"]},
                {"Fn::FindInMap": ["M", {"Fn::Base64": SECRET}, "b"]},
                {"Fn::Join": ["", SECRET]},
                {"Fn::Cidr": [SECRET, 2]},
            )
        ),
        {"Conditions": {"Fn::ForEach::Loop": ["x", [SECRET], {"C${x}": {"Fn::Equals": ["${x}", "a"]}}]}},
        {"Resources": {"A": TOPIC, "Fn::ForEach::Loop": ["x", [SECRET], {"R${x}": TOPIC}]}},
        {"Outputs": {"O": {"Value": SECRET, "Export": {"Name": SECRET}}}},
        {"Rules": {"R": {"Assertions": [{"Assert": {"Fn::Contains": [["a"], SECRET]}}]}}},
        {"Resources": {"A": {**TOPIC, "DeletionPolicy": SECRET, "Properties": {"TopicName": {"Fn::Sub": "${Word}!"}}}}},
        {"Parameters": {"Word": {"Type": "String", "NoEcho": True, "Default": {"x": ["hunter2-list"]}}}},
        {"Parameters": {"Word": {"Type": "Number", "NoEcho": "true", "Default": "hunter2-number"}}},
        {"Parameters": {"Word": {"Type": "String", "NoEcho": True, "Default": "hunter2-a", "AllowedValues": ["hunter2-b"]}}},
    ],
    ids=lambda part: json.dumps(part)[:90],
)  # fmt: skip
@pytest.mark.parametrize("given", [(), ("--parameter", f"Word=hunter2-{'z' * 99}")], ids=["default", "given"])
def test_no_way_leads_from_a_secret_to_what_is_printed_or_stored(
    folder: Path, capsys: Captured, part: dict[str, Any], given: tuple[str, ...]
) -> None:
    template = {
        "Transform": "AWS::LanguageExtensions",
        "Parameters": {"Word": {"Type": "String", "NoEcho": True, "Default": f"hunter2-{'y' * 99}"}},
        "Mappings": {"M": {"a": {"b": "c"}}},
        "Resources": {"A": TOPIC},
        **part,
    }
    (folder / "s.json").write_text(json.dumps(template))
    for command in (
        ["render", "s.json"],
        ["graph", "s.json"],
        ["check", "s.json", *STATIC, "--all"],
        ["verify", "s.json", *STATIC],
    ):
        assert main([*command, *EAST, *given]) in (0, 1)
    captured = capsys.readouterr()
    files = (file for name in ("reports", ".tapstack") for file in (folder / name).rglob("*.*"))
    written = "".join(file.read_text(errors="replace") for file in files)
    for hidden in ("hunter2", "yyy", "zzz", "aHVudGVy"):
        assert hidden not in captured.out + captured.err + written


def test_no_secret_is_in_a_name_that_cfn_lint_makes(folder: Path, capsys: Captured) -> None:
    template = {
        "Transform": "AWS::LanguageExtensions",
        "Parameters": {"Word": {"Type": "String", "NoEcho": True, "Default": "hunter2-x"}},
        "Resources": {"Fn::ForEach::Loop": ["x", [SECRET], {"R${x}": TOPIC}]},
    }
    (folder / "s.json").write_text(json.dumps(template))
    text = printed(capsys, "check", "s.json", *EAST, "--layer", "lint", "--format", "json", code=1)
    assert '"resource": "R****"' in text
    assert "hunter2" not in text


def test_render_prints_one_region(capsys: Captured) -> None:
    stack = json.loads(printed(capsys, "render", "t.json", *EAST, "--parameter", "Stage=x"))
    assert set(stack) == {"Resources", "Outputs", "Conditions", "Parameters"}


def test_render_tells_findings_on_standard_error_and_still_prints(folder: Path, capsys: Captured) -> None:
    (folder / "bad.json").write_text('{"Resources": {"T": {"Type": "AWS::SNS::Topic", "DependsOn": "No"}}}')
    assert main(["render", "bad.json", *EAST]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["Resources"]
    assert captured.err.startswith("bad.json:1:")
    assert "FAIL" in captured.err


def test_graph_prints_edges_order_and_pictures(capsys: Captured) -> None:
    document = json.loads(printed(capsys, "graph", "t.json", *EAST))
    assert document["edges"] == [["Topic", "Queue", "DependsOn"]]
    assert printed(capsys, "graph", "t.json", *EAST, "--order") == "Queue\nTopic\n"
    assert printed(capsys, "graph", "t.json", *EAST, "--deletion") == "Topic\nQueue\n"
    assert printed(capsys, "graph", "t.json", *EAST, "--format", "mermaid").startswith("flowchart")
    assert printed(capsys, "graph", "t.json", *EAST, "--format", "dot").startswith("digraph")
    assert main(["graph", "t.json", *EAST, "--order", "--deletion"]) == 2


@pytest.mark.parametrize(
    "name", ["TPL-090", "tpl-090", "GRAPH-001", "LINT-ERROR", "E3004", "W2531", "WAIVER-001", "waiver-002"]
)
def test_explain_says_why_what_to_do_and_who_says_so(capsys: Captured, name: str) -> None:
    text = printed(capsys, "explain", name)
    assert text.startswith(name.upper() + ": ")
    assert all(f"\n{part}:\n" in text for part in ("why", "fix", "source"))


@pytest.mark.parametrize(("shell", "said"), [("bash", "complete"), ("zsh", "compdef"), ("fish", "complete")])
def test_completion_prints_the_script_of_the_shell(capsys: Captured, shell: str, said: str) -> None:
    text = printed(capsys, "completion", shell)
    assert "_TAPSTACK_COMPLETE" in text
    assert said in text


def test_config_show_names_its_file_and_hides_secrets(folder: Path, capsys: Captured) -> None:
    configured(folder)
    document = json.loads(printed(capsys, "config", "show"))
    assert Path(document["file"]) == folder / "tapstack.toml"
    assert document["templates"] == [{"path": "t.json", "parameters": {"Stage": "prod", "Password": "****"}}]


def test_verify_writes_reports_and_names_the_layers_that_ran(folder: Path, capsys: Captured) -> None:
    configured(folder)
    text = printed(capsys, "verify")
    names = [*(f"report.{ending}" for ending in ("json", "txt", "sarif", "xml", "csv")), "evidence.csv"]
    names += ["oscal.json", "asff.json", "report.html", "history.sqlite"]
    ran = f"Layers that ran: {', '.join(EVERY)}. Reports in reports: {', '.join(names)}.\n"
    assert text.endswith(ran)
    assert sorted(names) == sorted(file.name for file in (folder / "reports").iterdir())
    document = json.loads((folder / "reports" / "report.json").read_text())
    assert document["counts"]["PASS"] == sum(finding["status"] == "PASS" for finding in document["findings"]) > 0
    assert "layer" in (folder / "reports" / "report.txt").read_text()
    assert JUnitXml.fromfile(str(folder / "reports" / "report.xml")).tests == len(document["findings"])
    lines = (folder / "reports" / "report.csv").read_bytes().decode().split("\r\n")
    assert len(lines) == len(document["findings"]) + 2


@pytest.mark.parametrize(("arguments", "passes"), [((), False), (("--all",), True)])
def test_the_report_for_code_scanning_holds_what_passed_only_when_asked(
    folder: Path, capsys: Captured, arguments: tuple[str, ...], passes: bool
) -> None:
    configured(folder)
    printed(capsys, "verify", *arguments)
    (run,) = json.loads((folder / "reports" / "report.sarif").read_text())["runs"]
    assert ("pass" in {result["kind"] for result in run["results"]}) is passes
    assert run["properties"]["counts"]["PASS"] > 0


@pytest.mark.parametrize(
    ("form", "start"),
    [("sarif", '{\n  "$schema"'), ("junit", '<?xml version="1.0" encoding="UTF-8"?>\n'), ("csv", "file,line,column")],
)
def test_check_prints_each_format(capsys: Captured, form: str, start: str) -> None:
    assert printed(capsys, "check", "t.json", *EAST, *STATIC, "--format", form).startswith(start)


def test_cases_fail_for_what_the_command_line_says_that_the_run_fails_for(capsys: Captured) -> None:
    arguments = ("check", "t.json", *EAST, *STATIC, "--format", "junit")
    assert JUnitXml.fromstring(printed(capsys, *arguments).encode()).failures == 0
    strict = printed(capsys, *arguments, "--fail-on", "unknown", code=1)
    assert JUnitXml.fromstring(strict.encode()).failures == 1


@pytest.mark.parametrize(("command", "layers"), [("check", LAYERS), ("verify", EVERY)])
def test_a_skipped_layer_does_not_run(folder: Path, capsys: Captured, command: str, layers: tuple[str, ...]) -> None:
    document = json.loads(printed(capsys, command, "t.json", *EAST, "--skip-layer", "lint", "--format", "json"))
    assert document["layers"] == [name for name in layers if name != "lint"]


def test_output_goes_to_the_named_file(folder: Path, capsys: Captured) -> None:
    assert printed(capsys, "check", "t.json", *EAST, *STATIC, "--format", "json", "--output", "a/r.json") == ""
    assert json.loads((folder / "a" / "r.json").read_text())["version"] == 1


def test_on_github_annotations_follow_the_report(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "bad.json").write_text('{"Resources": {"T": {"Type": "AWS::SNS::Topic", "DependsOn": "No"}}}')
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    text = printed(capsys, "check", "bad.json", *EAST, *STATIC, code=1)
    assert "layer" in text
    assert "\n::error file=bad.json,line=1," in text
    assert "::error" not in printed(capsys, "check", "bad.json", *EAST, *STATIC, "--format", "human", code=1)


def test_progress_is_a_line_a_step_on_standard_error(capsys: Captured) -> None:
    main(["check", "t.json", *EAST])
    assert capsys.readouterr().err.splitlines() == [
        f"tapstack: t.json: {layer} ({number} of {len(LAYERS)})" for number, layer in enumerate(LAYERS, start=1)
    ]


def test_no_progress_is_told_to_pre_commit(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT", "1")
    main(["check", "t.json", *EAST])
    assert capsys.readouterr().err == ""


def test_an_unreadable_template_is_one_line_and_no_step(folder: Path, capsys: Captured) -> None:
    (folder / "empty.json").write_text("")
    assert main(["check", "empty.json", *EAST]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_as_of_reaches_the_report(capsys: Captured) -> None:
    assert report(capsys, "t.json", *EAST, *STATIC, "--as-of", "2030-02-03")["as_of"] == "2030-02-03"


def policy(capsys: Captured, *arguments: str) -> list[tuple[str, str]]:
    """Status and severity of each verdict of the rule KEPT."""
    main(["check", *arguments, "--layer", "policy", "--all", "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    return [(found["status"], found["severity"]) for found in document["findings"] if found["check"] == "KEPT"]


def test_configured_rules_are_advice_to_other_templates_and_named_ones_hold_for_all(
    folder: Path, capsys: Captured
) -> None:
    configured(folder, 'rules = "rules"')
    (folder / "rules").mkdir()
    (folder / "rules" / "a.guard").write_text("rule KEPT { AWS::SQS::Queue { DeletionPolicy exists } }")
    (folder / "other.json").write_text((folder / "t.json").read_text())
    assert policy(capsys, "t.json", *EAST) == [("FAIL", "error")]
    assert policy(capsys, "other.json", *EAST) == [("FAIL", "warning")]
    assert policy(capsys, "other.json", *EAST, "--rules", "rules") == [("FAIL", "error")]
    (folder / "tapstack.toml").write_text('rules = "rules"')
    assert policy(capsys, "other.json", *EAST) == [("FAIL", "error")]


def test_rules_are_seen_from_the_configuration(folder: Path, capsys: Captured, monkeypatch: Any) -> None:
    configured(folder, 'rules = ["rules/a.guard"]')
    (folder / "rules").mkdir()
    (folder / "rules" / "a.guard").write_text("rule KEPT { AWS::SQS::Queue { DeletionPolicy exists } }")
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert policy(capsys, "../t.json", *EAST) == [("FAIL", "error")]


def test_explain_knows_the_configured_rules(folder: Path, capsys: Captured) -> None:
    configured(folder, 'rules = "rules"')
    (folder / "rules").mkdir()
    (folder / "rules" / "a.guard").write_text("# Queues stay\n# Why: Messages.\nrule KEPT { Resources exists }")
    assert "Queues stay" in printed(capsys, "explain", "kept")

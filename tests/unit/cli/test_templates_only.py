"""What ``check`` does with files that are no templates: refuse them, or leave them out aloud."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tapstack.cli.main import main

CHECK = ("check", "--region", "us-east-1", "--skip-layer", "lint")
FILES = {
    "t.json": '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}',
    "bad.json": '{"Resources": {"T": {"Type": "AWS::SNS::Topic", "DependsOn": "No"}}}',
    "broken.json": '{"Resources": {',
    "package.json": '{"name": "x", "version": "1.0.0"}',
    "compose.yaml": "services: {}\n",
}
LEFT_OUT = "tapstack: {}: not checked: no CloudFormation template.\n"

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRE_COMMIT", "1")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (("t.json", "package.json"), 0),
        (("bad.json", "package.json"), 1),
        (("broken.json", "package.json"), 2),
        (("package.json", "compose.yaml"), 0),
        (("missing.json",), 2),
    ],
)
def test_only_templates_decide_the_exit_code(files: tuple[str, ...], code: int) -> None:
    assert main([*CHECK, "--templates-only", *files]) == code


def test_every_file_left_out_is_named(capsys: Captured) -> None:
    assert main([*CHECK, "--templates-only", "package.json", "t.json", "compose.yaml"]) == 0
    captured = capsys.readouterr()
    assert captured.err == LEFT_OUT.format("package.json") + LEFT_OUT.format("compose.yaml")
    assert "t.json in us-east-1 " in captured.out
    assert "package.json" not in captured.out


def test_a_file_that_is_no_template_is_an_error_unless_it_may_be_left_out() -> None:
    assert main([*CHECK, "package.json"]) == 1


def test_where_no_template_is_left_nothing_looks_checked(capsys: Captured) -> None:
    assert main(["check", "--templates-only", "package.json"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith("tapstack: No template is among the files: nothing was checked.\n")


def test_where_no_template_is_left_programs_get_a_document_without_verdicts(capsys: Captured) -> None:
    assert main([*CHECK, "--templates-only", "--format", "json", "package.json"]) == 0
    document = json.loads(capsys.readouterr().out)
    schema = json.loads(files("tapstack.report").joinpath("findings.schema.json").read_text())
    Draft202012Validator(schema).validate(document)
    assert (document["files"], document["findings"], document["exit_code"]) == ([], [], 0)
    assert not any(document["counts"].values())


def test_configured_templates_are_not_judged_in_place_of_files_left_out(folder: Path, capsys: Captured) -> None:
    (folder / "tapstack.toml").write_text('regions = ["us-east-1"]\n[[templates]]\npath = "bad.json"\n')
    assert main(["check", "--templates-only", "package.json"]) == 0
    assert "bad.json" not in capsys.readouterr().out


def test_a_wrong_option_is_an_error_even_if_no_template_is_left() -> None:
    assert main([*CHECK, "--templates-only", "--layer", "tmplate", "package.json"]) == 2

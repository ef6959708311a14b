"""The text of a template as a reader may see it: values of NoEcho parameters are hidden, however they are written."""

import json
from pathlib import Path

import pytest

from tapstack.findings.exhibits import SourceText
from tapstack.pipeline.exhibits.source_text import source_text
from tapstack.template.load import load

SECRET = "hunter2 & friends"


def shown(folder: Path, text: str, name: str = "t.json", secrets: frozenset[str] = frozenset()) -> SourceText:
    file = folder / name
    file.write_text(text)
    return source_text(load(str(file)), secrets)


def template(parameter: str) -> str:
    return (
        '{\n  "Parameters": {\n    "Word": '
        + parameter
        + ',\n    "Plain": {"Type": "String"}\n  },\n  "Resources": {}\n}'
    )


@pytest.mark.parametrize(
    "parameter",
    [
        json.dumps({"Type": "String", "NoEcho": True, "Default": SECRET}),
        json.dumps({"Default": SECRET, "NoEcho": "true", "Type": "String"}),
        json.dumps({"Type": "String", "NoEcho": True, "Default": SECRET}, indent=2),
        json.dumps({"Type": "String", "NoEcho": True, "AllowedValues": ["x", SECRET], "MaxLength": 99}, indent=2),
        json.dumps({"Type": "String", "NoEcho": True, "Default": SECRET}).replace("hunter2", "\\u0068unter2"),
        json.dumps({"Type": "String", "NoEcho": True, "Description": f"such as {SECRET}"}),
        json.dumps({"Type": "String", "NoEcho": True, "Default": {"a": [SECRET]}}, indent=2),
    ],
)
def test_what_may_be_a_value_is_stars_and_lines_stay_lines(tmp_path: Path, parameter: str) -> None:
    text = template(parameter)
    lines = shown(tmp_path, text).lines
    whole = "\n".join(lines)
    assert "unter2" not in whole and "friends" not in whole
    assert "****" in whole and '"Plain": {"Type": "String"}' in whole and '"NoEcho"' in whole
    assert len(lines) == len(text.splitlines())
    assert [number for number, line in enumerate(lines) if '"Resources"' in line] == [
        number for number, line in enumerate(text.splitlines()) if '"Resources"' in line
    ]


def test_a_template_on_one_line_keeps_what_follows(tmp_path: Path) -> None:
    text = json.dumps(json.loads(template(json.dumps({"NoEcho": True, "Default": SECRET, "Type": "String"}))))
    (line,) = shown(tmp_path, text).lines
    assert "hunter2" not in line
    assert line.endswith('"Type": "String"}, "Plain": {"Type": "String"}}, "Resources": {}}')


def test_a_default_that_ends_the_file_is_hidden_to_its_end(tmp_path: Path) -> None:
    text = "Resources: {}\nParameters:\n  Word:\n    Type: String\n    NoEcho: true\n    Default: |\n      hunter2\n\n      friends\n"
    lines = shown(tmp_path, text, "t.yaml").lines
    assert "hunter2" not in "".join(lines) and "friends" not in "".join(lines)
    assert lines[:5] == tuple(text.splitlines()[:5])
    assert len(lines) == len(text.split("\n"))


@pytest.mark.parametrize(
    "default", ['"hunter2\\\n      friends"', ">-\n      hunter2\n      friends", "'hunter2\n\n      friends'"]
)
def test_a_default_of_several_lines_of_yaml_is_hidden(tmp_path: Path, default: str) -> None:
    text = f"Parameters:\n  Word:\n    NoEcho: true\n    Default: {default}\n    Type: String\nResources: {{}}\n"
    lines = shown(tmp_path, text, "t.yaml").lines
    assert "hunter2" not in "".join(lines) and "friends" not in "".join(lines)
    assert "    Type: String" in lines and "Resources: {}" in lines


def test_a_secret_is_hidden_wherever_it_stands_and_nothing_else_is(tmp_path: Path) -> None:
    text = template('{"Type": "String", "Default": "open"}').replace(
        '"Resources": {}', '"Resources": {}, "Description": "say hunter2"'
    )
    (found,) = (line for line in shown(tmp_path, text, secrets=frozenset({"hunter2"})).lines if "Description" in line)
    assert '"Description": "say ****"' in found
    assert '"Default": "open"' in "\n".join(shown(tmp_path, text).lines)


def test_no_parameters_at_all_are_no_error(tmp_path: Path) -> None:
    assert shown(tmp_path, '{"Resources": {}, "Parameters": [1]}').lines == ('{"Resources": {}, "Parameters": [1]}',)

import os

import pytest

from tapstack.findings import InputError
from tapstack.template import limits
from tapstack.template.load import load, loads

JSON = '{"Resources": {}}'
YAML = "Resources: {}\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.json", JSON),
        ("t.yaml", YAML),
        ("t.yaml", JSON),
        ("t.json", YAML),
        ("t.template", JSON),
        ("t.template", "\n  " + JSON),
        ("t", YAML),
        ("t.json", "# c\n" + JSON),
    ],
)
def test_the_content_tells_json_from_yaml(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    template = load(tmp_path / name)
    assert template.body == {"Resources": {}}
    assert template.file == str(tmp_path / name)
    assert template.problems == ()


def test_yaml_in_braces_is_read_and_noted_where_the_name_says_yaml():
    template = loads("{Resources: {A: !Ref B}}", "t.yaml")
    assert template.body == {"Resources": {"A": {"Ref": "B"}}}
    assert [problem.check.id for problem in template.problems] == ["TPL-007"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("t.json", "{Resources: {}}", "not valid JSON"),
        ("t.template", "{Resources: {}}", "not valid JSON"),
        ("t.json", '// c\n{"a": 1}', "not valid JSON: a comment"),
        ("t.json", '"a": "b', "not valid JSON"),
        ("t.yaml", "a: [", "not valid YAML"),
        ("t.json", "[1]", "not a"),
        ("t.json", "42", "not a"),
    ],
)
def test_the_error_is_that_of_the_format_the_file_has(name, text, says):
    with pytest.raises(InputError, match=says):
        loads(text, name)


def refused(path):
    with pytest.raises(InputError) as caught:
        load(path)
    assert caught.value.remedy
    return caught.value.message


def test_a_missing_file_is_refused(tmp_path):
    assert refused(tmp_path / "no.yaml") == "no such file."


@pytest.mark.parametrize("path", ["", "a\0b"])
def test_what_is_no_file_name_is_refused(path):
    assert refused(path) in ("no such file.", "not a file name.")


def test_a_directory_is_refused(tmp_path):
    assert refused(tmp_path) in ("a directory, not a file.", "not a regular file.")


def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "not a regular file."


def test_a_device_is_refused():
    assert refused("/dev/zero") == "not a regular file."


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(13, "Permission denied"), "no permission to read."),
        (OSError(5, "Input/output error"), "Input/output error."),
        (OSError(40, "Too many levels of symbolic links"), "Too many levels of symbolic links."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, monkeypatch, error, says):
    def fail(*_arguments):
        raise error

    (tmp_path / "t.yaml").write_text(YAML)
    monkeypatch.setattr(os, "open", fail)
    assert refused(tmp_path / "t.yaml") == says


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "t.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert refused(path) == "50,000,000 bytes; CloudFormation takes at most 1,000,000."


def test_a_file_above_what_cloudformation_takes_is_still_read(tmp_path):
    path = tmp_path / "t.yaml"
    path.write_text("Resources: {}\n" + "#" * 1_100_000)
    assert load(path).size < limits.MAX_FILE_BYTES


def test_a_file_name_that_is_not_utf8_can_be_printed(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.yaml"
    with open(path, "w") as stream:
        stream.write(YAML)
    assert load(os.fsdecode(path)).file.encode().endswith("\ufffd.yaml".encode())

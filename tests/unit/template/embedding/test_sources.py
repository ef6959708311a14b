"""What cannot be embedded is refused in one line, and what differs is said with its place."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tapstack.findings import InputError, Problem
from tapstack.template.embedding import plan, problems
from tapstack.template.load import load

HANDLER = "def handler(event, context):\n    return 'ok'\n"
OWN = f"3.{sys.version_info.minor}"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("functions").mkdir()
    Path("functions/f.py").write_text(HANDLER)
    (tmp_path / "outside.py").write_text(HANDLER)
    Path("functions/out.py").symlink_to(tmp_path / "outside.py")
    Path("functions/in.py").symlink_to(Path("f.py"))
    Path("functions/dangling.py").symlink_to(Path("gone.py"))
    return folder


def write(*, metadata: Any = None, code: Any = None, **properties: Any) -> None:
    """A template with one function, whose parts each stand in a line of their own."""
    body = {
        "Type": "AWS::Lambda::Function",
        "Metadata": {"tapstack": {"source": "functions/f.py"} if metadata is None else metadata},
        "Properties": {
            "Handler": "index.handler",
            "Runtime": "python3.11",
            "Code": {"ZipFile": "x"} if code is None else code,
            **properties,
        },
    }
    Path("t.json").write_text(json.dumps({"Resources": {"F": body}}, indent=1))


def refusal() -> str:
    with pytest.raises(InputError) as caught:
        plan("t.json")
    return str(caught.value)


BELOW = "Name a file below the template's folder, from there and with slashes."
EXAMPLE = 'Write {"tapstack": {"source": "functions/handler.py"}}.'
PLACE = 'Write "Code": {"ZipFile": ""} in its Properties, or remove the source from its Metadata.'


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"metadata": "functions/f.py"}, f"t.json:6:5: F: the source is not named by a text. {EXAMPLE}"),
        ({"metadata": {"source": ["functions/f.py"]}}, f"t.json:7:6: F: the source is not named by a text. {EXAMPLE}"),
        ({"metadata": {"source": None}}, f"t.json:7:6: F: the source is not named by a text. {EXAMPLE}"),
        ({"metadata": {}}, f"t.json:6:5: F: no source is named. {EXAMPLE}"),
        ({"metadata": {"source": ""}}, f"t.json:6:5: F: no source is named. {EXAMPLE}"),
        ({"metadata": {"sorce": "x"}}, "t.json:7:6: F: unknown key 'sorce' in the metadata of tapstack. Did you mean 'source'?"),
        ({"metadata": {"source": "functions/g.py"}}, f"t.json:7:6: F: the source 'functions/g.py' does not exist. {BELOW}"),
        ({"metadata": {"source": "functions/dangling.py"}}, "t.json:7:6: F: the source 'functions/dangling.py' does not exist."),
        ({"metadata": {"source": "../outside.py"}}, f"t.json:7:6: F: the source '../outside.py' is not a path below the template's folder. {BELOW}"),
        ({"metadata": {"source": "functions\\..\\..\\outside.py"}}, "is not a path below the template's folder"),
        ({"metadata": {"source": "/etc/passwd"}}, "t.json:7:6: F: the source '/etc/passwd' is not a path below the template's folder."),
        ({"metadata": {"source": "C:/f.py"}}, "F: the source 'C:/f.py' is not a path below the template's folder."),
        ({"metadata": {"source": "f\0.py"}}, "is not a path below the template's folder"),
        ({"metadata": {"source": "functions/out.py"}}, f"t.json:7:6: F: the source 'functions/out.py' is a link out of the template's folder. {BELOW}"),
        ({"metadata": {"source": "functions"}}, "functions: a directory, not a file. Give the path of a Python file."),
        ({"code": {}}, f"t.json:7:6: F names a source, but it has no Code.ZipFile to embed the source into. {PLACE}"),
        ({"code": {"Fn::If": ["C", {"ZipFile": "x"}, {"ZipFile": "y"}]}}, "F names a source, but it has no Code.ZipFile"),
        ({"code": {"S3Bucket": "b", "S3Key": "k"}}, f"t.json:7:6: F names a source, but its code comes from S3 (S3Bucket). {PLACE}"),
        ({"code": {"ImageUri": "i"}}, f"t.json:7:6: F names a source, but its code is a container image. {PLACE}"),
        ({"PackageType": "Image"}, "F names a source, but its code is a container image."),
        ({"Runtime": "nodejs22.x"}, "t.json:12:5: F names a source, but its runtime 'nodejs22.x' is not Python. Only Python sources are embedded."),
    ],
    ids=lambda value: str(value)[:60],
)  # fmt: skip
def test_a_source_in_no_place_to_be_embedded_is_refused(parts: dict[str, Any], said: str) -> None:
    write(**parts)
    assert said in refusal()


def test_a_source_on_a_resource_without_properties_is_refused() -> None:
    body = {"Type": "AWS::SNS::Topic", "Metadata": {"tapstack": {"source": "functions/f.py"}}}
    Path("t.json").write_text(json.dumps({"Resources": {"T": body}}))
    assert "T names a source, but it has no Code.ZipFile to embed the source into." in refusal()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "functions/f.py:1:1: the source is empty. Write the function."),
        (b"\xef\xbb\xbf \n\n", "functions/f.py:1:1: the source is empty. Write the function."),
        (b"x = 1\ny = '\xff'", "functions/f.py:2:6: byte 0xFF is not UTF-8. Save the file as UTF-8."),
        (HANDLER.encode("utf-16"), "functions/f.py:1:1: the file is UTF-16 text. Save it as UTF-8."),
        (b"x = '\x07'", "functions/f.py:1:6: control character U+0007 in the text."),
        (b"x = 1\n\ny = '\x7f'", r"functions/f.py:3:6: character U+007F, which does not survive in a template. Write it as an escape: \x7f."),
        ("x = '\x85'".encode(), "functions/f.py:1:6: character U+0085"),
        ("x = '\u2028'".encode(), r"functions/f.py:1:6: character U+2028, which does not survive in a template. Write it as an escape: \u2028."),
        ("x = '\u2029'".encode(), "functions/f.py:1:6: character U+2029"),
        ("x = '\ufeff'".encode(), "functions/f.py:1:6: character U+FEFF"),
        ("x = '\uffff'".encode(), "functions/f.py:1:6: character U+FFFF"),
        (b"def handler(event)\n    pass", "functions/f.py:1:19: not valid Python 3.11: expected ':'. Correct it."),
        (b"x = 1\nreturn x\n", "functions/f.py:2:1: not valid Python 3.11: 'return' outside function. Correct it."),
        (b"#" * 1_000_001, "functions/f.py: 1,000,001 bytes; at most 1,000,000 are read."),
    ],
    ids=lambda value: str(value)[:60],
)  # fmt: skip
def test_a_source_that_is_no_python_text_is_refused_at_its_place(source: bytes, said: str) -> None:
    write()
    Path("functions/f.py").write_bytes(source)
    assert said in refusal()


@pytest.mark.parametrize(
    ("runtime", "said"),
    [
        ("python3.9", "functions/f.py:3:16: not valid Python 3.9: Pattern matching is only supported in Python 3.10 and greater. Correct it."),
        ("python3.6", "not valid Python 3.6: Pattern matching"),
        ("python3.11", None),
        ({"Ref": "Runtime"}, None),
    ],
)  # fmt: skip
def test_a_source_is_python_of_the_runtime_of_its_function(runtime: Any, said: str | None) -> None:
    write(Runtime=runtime)
    Path("functions/f.py").write_text("def handler(event, context):\n match event:\n  case {}: pass\n")
    assert plan("t.json").content if said is None else said in refusal()


def test_what_only_a_newer_python_could_tell_is_said_to_be_so() -> None:
    write(Runtime="python3.99")
    Path("functions/f.py").write_text("handler = = 1\n")
    said = f"functions/f.py:1:11: not valid Python 3.99, as Python {OWN} reads it: invalid syntax."
    assert refusal() == f"{said} Correct it, or run tapstack on Python 3.99."


def test_an_escape_that_python_frowns_upon_is_no_error() -> None:
    write()
    Path("functions/f.py").write_text("handler = '\\d'\n")
    assert plan("t.json").content


def test_a_template_that_its_sources_make_too_large_is_refused() -> None:
    write()
    Path("functions/f.py").write_text("handler = 1\n" + "#\n" * 300_000)
    said = refusal()
    assert said.startswith("t.json: with its sources the template has ")
    assert said.endswith(" bytes; CloudFormation takes at most 1,000,000. Shorten a source, or split the template.")


def test_a_link_that_stays_below_the_folder_is_followed() -> None:
    write(metadata={"source": "functions/in.py"})
    assert plan("t.json").compared[0].text == HANDLER


def test_a_source_is_looked_for_beside_its_template(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    monkeypatch.chdir(here.parent)
    assert plan(os.path.join("here", "t.json")).compared[0].text == HANDLER


def found() -> list[Problem]:
    return list(problems(load("t.json")))


def lines(*texts: str) -> dict[str, Any]:
    return {"ZipFile": {"Fn::Join": ["\n", list(texts)]}}


FIRST = "def handler(event, context):"


@pytest.mark.parametrize(
    ("code", "place", "said"),
    [
        (lines(FIRST, "    return 'no'", ""), (19, 9), "line 2 is \"    return 'no'\" here, \"    return 'ok'\" in the source"),
        (lines(FIRST, "    return 'ok'"), (19, 9), "line 3 is missing here, '' in the source"),
        (lines(FIRST, "    return 'ok'", "", ""), (21, 9), "line 4 is '' here, missing in the source"),
        ({"ZipFile": "y" * 70 + "\n"}, (14, 6), f"line 1 is '{'y' * 60}... (70 characters)' here, '{FIRST}' in the source"),
        ({"ZipFile": {"Fn::Sub": HANDLER}}, (14, 6), "it is not a text"),
        ({"ZipFile": {"Fn::Join": ["", [{"Ref": "X"}]]}}, (14, 6), "it is not a text"),
        ({"ZipFile": {"Fn::Join": "x"}}, (14, 6), "it is not a text"),
        ({"ZipFile": 7}, (14, 6), "it is not a text"),
    ],
)  # fmt: skip
def test_the_first_line_that_differs_is_named_with_its_place(code: Any, place: tuple[int, int], said: str) -> None:
    write(code=code)
    (problem,) = found()
    assert (problem.check.id, problem.status) == ("TPL-071", "FAIL")
    assert problem.message.startswith("the code of F is not its source functions/f.py: ")
    assert problem.message.removeprefix("the code of F is not its source functions/f.py: ") == said
    assert (problem.line, problem.column) == (place if "not a text" not in said else (None, None))
    assert problem.fix == "Run: tapstack embed t.json"


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        ("index.handler", None),
        ("index.assigned", None),
        ("index.other", "FAIL"),
        ("index.coroutine", "FAIL"),
        ("index.method", "FAIL"),
        ("app.handler", "FAIL"),
        ("handler", "FAIL"),
        ("index", "FAIL"),
        (None, "FAIL"),
        ({"Ref": "Handler"}, "UNKNOWN"),
    ],
)
def test_a_handler_is_a_function_of_the_source(handler: Any, status: str | None) -> None:
    source = HANDLER + "assigned = handler\nasync def coroutine(e, c): ...\nclass C:\n    def method(self): ...\n"
    Path("functions/f.py").write_text(source)
    write(Handler=handler, code={"ZipFile": source})
    assert [(one.check.id, one.status, one.path[-1]) for one in found()] == (
        [("TPL-072", status, "Handler")] if status else []
    )


def test_a_source_that_cannot_be_embedded_is_a_problem_of_its_function_only() -> None:
    write(metadata={"source": "functions/g.py"})
    body = json.loads(Path("t.json").read_text())
    good = {**body["Resources"]["F"], "Metadata": {"tapstack": {"source": "functions/f.py"}}}
    body["Resources"].update(Good=good, Bare={"Type": "T", "Properties": {"Code": {"ZipFile": "x"}}})
    Path("t.json").write_text(json.dumps(body))
    assert [(one.check.id, one.path[1]) for one in found()] == [("TPL-070", "F"), ("TPL-071", "Good")]


def test_a_fault_in_a_source_is_said_with_its_place_in_the_source() -> None:
    write()
    Path("functions/f.py").write_text("x = 1\nx x\n")
    (problem,) = found()
    assert problem.message == "functions/f.py:2:3: not valid Python 3.11: invalid syntax"
    assert problem.path == ("Resources", "F", "Metadata", "tapstack", "source")


@pytest.mark.parametrize(
    "resources",
    [
        {"A": []},
        {"Fn::ForEach::X": "x"},
        {"Fn::ForEach::X": []},
        {"Fn::ForEach::X": ["x"]},
        [],
        {"A": {"Properties": []}},
    ],
)
def test_what_is_no_function_is_left_to_other_checks(resources: Any) -> None:
    Path("t.json").write_text(json.dumps({"Resources": resources}))
    assert found() == []

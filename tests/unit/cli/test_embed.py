"""What ``embed`` writes, prints and ends with, and what the other commands say of embedded code."""

import json
from pathlib import Path
from typing import Any

import pytest

from tapstack.cli.main import main

HANDLER = "def handler(event, context):\n    return 'ok'\n"
BARE = {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "python3.11", "Code": {"ZipFile": "x"}}}
TOPIC = {"Type": "AWS::SNS::Topic"}

Captured = pytest.CaptureFixture[str]


def function(code: Any = "", source: str = "functions/f.py", handler: str = "index.handler") -> dict[str, Any]:
    properties = {"Handler": handler, "Role": "r", "Runtime": "python3.11", "Code": {"ZipFile": code}}
    return {
        "Type": "AWS::Lambda::Function",
        "Metadata": {"tapstack": {"source": source}},
        "Properties": properties,
    }


def write(name: str = "t.json", **resources: Any) -> None:
    Path(name).write_text(json.dumps({"Resources": resources}, indent=1))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "TAPSTACK_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    Path("functions").mkdir()
    Path("functions/f.py").write_text(HANDLER)
    return tmp_path


def printed(capsys: Captured, *arguments: str, code: int = 0) -> str:
    assert main(arguments) == code
    return capsys.readouterr().out


def test_check_says_what_differs_and_how_to_mend_it_and_writes_nothing(capsys: Captured) -> None:
    write(F=function(), G=function(HANDLER), Bare=BARE)
    before = Path("t.json").read_bytes()
    assert printed(capsys, "embed", "--check", "t.json", code=1) == (
        "t.json:15:6: FAIL TPL-071: the code of F is not its source functions/f.py: line 1 is '' here, "
        "'def handler(event, context):' in the source. Run: tapstack embed t.json\n"
        "t.json: 2 functions embedded, 1 without a source; different: F.\n"
    )
    assert Path("t.json").read_bytes() == before


def test_embed_writes_and_then_check_passes_and_a_second_embed_changes_nothing(capsys: Captured) -> None:
    write(F=function(), G=function(HANDLER), Bare=BARE)
    counted = "t.json: 2 functions embedded, 1 without a source"
    assert printed(capsys, "embed", "t.json") == f"{counted}; written: F.\n"
    written = Path("t.json").stat()
    assert printed(capsys, "embed", "--check", "t.json") == f"{counted}; nothing differs.\n"
    assert printed(capsys, "embed", "t.json") == f"{counted}; nothing differs.\n"
    assert (Path("t.json").stat().st_ino, Path("t.json").stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


@pytest.mark.parametrize("arguments", [(), ("--check",)])
def test_a_handler_that_is_not_in_the_source_fails_where_it_stands_afterwards(
    capsys: Captured, arguments: tuple[str, ...]
) -> None:
    write(A=function(), F=function(HANDLER, handler="index.other"))
    out = printed(capsys, "embed", *arguments, "t.json", code=1)
    line = Path("t.json").read_text().split("\n").index('    "Handler": "index.other",') + 1
    assert (
        f"t.json:{line}:5: FAIL TPL-072: F: handler 'index.other' is not index and a function of functions/f.py." in out
    )


def test_configured_templates_are_meant_where_none_is_named(capsys: Captured) -> None:
    Path("tapstack.toml").write_text('templates = [{path = "a.json"}, {path = "b.json"}]')
    write("a.json", F=function())
    write("b.json", T=TOPIC)
    assert printed(capsys, "embed") == (
        "a.json: 1 function embedded, 0 without a source; written: F.\n"
        "b.json: no function has its code in the template.\n"
    )
    assert main(["embed", "--check"]) == 0


def test_no_template_named_or_configured_is_wrong_usage(capsys: Captured) -> None:
    assert main(["embed"]) == 2
    assert "No template is named and none is configured. Name a file: tapstack embed FILE." in capsys.readouterr().err


def test_nothing_is_written_if_one_source_of_one_template_cannot_be_embedded(capsys: Captured) -> None:
    write("a.json", F=function())
    write("b.json", F=function(source="functions/g.py"))
    before = Path("a.json").read_bytes()
    assert main(["embed", "a.json", "b.json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("tapstack: error: b.json:7:6: F: the source 'functions/g.py' does not exist. ")
    assert Path("a.json").read_bytes() == before


@pytest.mark.parametrize(
    ("resources", "said"),
    [
        ({"T": TOPIC}, "t.json: Nothing was checked: no function has its code in a template."),
        ({"A": BARE, "B": BARE}, "t.json: Nothing was checked: none of 2 functions names a source."),
    ],
)
def test_a_check_that_compares_nothing_does_not_pass(capsys: Captured, resources: dict[str, Any], said: str) -> None:
    write(**resources)
    assert main(["embed", "--check", "t.json"]) == 5
    captured = capsys.readouterr()
    assert (captured.out, said in captured.err) == ("", True)
    assert '"Metadata": {"tapstack": {"source": ' in captured.err


def test_a_template_without_functions_has_nothing_to_embed(capsys: Captured) -> None:
    write(T=TOPIC)
    assert printed(capsys, "embed", "t.json") == "t.json: no function has its code in the template.\n"


@pytest.mark.parametrize("name", ["t.json", "t.yaml"])
def test_the_rendered_stack_has_the_text_of_the_source(capsys: Captured, name: str) -> None:
    if name == "t.json":
        write(F=function())
    else:
        head = "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Metadata: {tapstack: {source: functions/f.py}}\n"
        body = "    Properties:\n      Role: r\n      Runtime: python3.11\n      Handler: index.handler\n"
        Path(name).write_text(f"{head}{body}      Code:\n        ZipFile: ''\n")
    printed(capsys, "embed", name)
    stack = json.loads(printed(capsys, "render", name, "--region", "us-east-1"))
    assert stack["Resources"]["F"]["Properties"]["Code"]["ZipFile"] == Path("functions/f.py").read_text()


CHECK = ("check", "t.json", "--region", "us-east-1", "--layer", "template", "--format", "json")


def embedding(capsys: Captured, code: int) -> list[tuple[str, str]]:
    """Check and resource of what ``check`` finds."""
    document = json.loads(printed(capsys, *CHECK, code=code))
    return [(finding["check"], finding["resource"]) for finding in document["findings"]]


def test_check_and_verify_fail_on_code_that_is_not_its_source(capsys: Captured) -> None:
    write(F=function(), G=function(source="functions/g.py"), H=function(HANDLER, handler="index.no"))
    assert embedding(capsys, 1) == [("TPL-071", "F"), ("TPL-070", "G"), ("TPL-072", "H")]
    assert main(["verify", "t.json", "--region", "us-east-1", "--layer", "template"]) == 1


def test_a_verdict_on_another_state_of_the_source_is_not_taken_from_the_cache(capsys: Captured) -> None:
    write(F=function(HANDLER))
    assert embedding(capsys, 0) == []
    Path("functions/f.py").write_text(HANDLER + "\n")
    assert embedding(capsys, 1) == [("TPL-071", "F")]
    Path("functions/f.py").unlink()
    assert embedding(capsys, 1) == [("TPL-070", "F")]
    Path("functions/f.py").write_text(HANDLER)
    assert embedding(capsys, 0) == []


def test_a_verdict_on_another_state_of_a_part_is_not_taken_from_the_cache(capsys: Captured) -> None:
    write(F=function(HANDLER))
    Path("functions/f.py").write_text("from parts.one import handler\n")
    assert embedding(capsys, 1) == [("TPL-070", "F")]
    Path("functions/parts").mkdir()
    Path("functions/parts/one.py").write_text(HANDLER)
    assert embedding(capsys, 0) == []
    Path("functions/parts/one.py").write_text(f"{HANDLER}x = 1\n")
    assert embedding(capsys, 1) == [("TPL-071", "F")]
    Path("functions/parts/one.py").write_text("from parts.two import handler\n")
    assert embedding(capsys, 1) == [("TPL-070", "F")]


def test_a_part_that_cannot_be_put_in_is_refused_with_its_place(capsys: Captured) -> None:
    write(F=function())
    Path("functions/f.py").write_text("import parts.one\n")
    assert main(["embed", "t.json"]) == 2
    said = "tapstack: error: functions/f.py:1:1: 'import parts.one' is no import of a part: its names are not listed."
    assert capsys.readouterr().err.startswith(said)


def test_a_template_that_names_no_source_is_not_parsed_for_its_place_in_the_cache(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(T=TOPIC)
    assert embedding(capsys, 0) == []
    monkeypatch.setattr("tapstack.template.load.load", lambda file: pytest.fail(f"{file} was parsed"))
    assert embedding(capsys, 0) == []


def test_a_template_that_cannot_be_parsed_is_refused_whether_it_names_a_source_or_not(capsys: Captured) -> None:
    Path("t.json").write_text('{"tapstack": ')
    assert main(CHECK) == 2
    assert "t.json:1:13: not valid JSON: the file ends too early." in capsys.readouterr().err


def test_a_verdict_on_the_same_state_of_the_source_is_taken_from_the_cache(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(F=function())
    first = embedding(capsys, 1)
    monkeypatch.setattr("tapstack.pipeline.engine.layer", lambda name: pytest.fail(f"{name} ran"))
    assert embedding(capsys, 1) == first

"""A source is put into the text of a template so that it evaluates to the source, and nothing else changes."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tapstack.findings import InputError
from tapstack.template.embedding import plan
from tapstack.template.embedding.compare import literal
from tapstack.template.embedding.json_form import json_edit
from tapstack.template.embedding.plan import Plan
from tapstack.template.load import loads

HANDLER = "def handler(event, context):\n    return 'ok'\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("functions").mkdir()
    return tmp_path


def planned(template: str | bytes, source: str | bytes, name: str) -> Plan:
    """The plan for a template whose functions name ``functions/f.py``."""
    Path(name).write_bytes(template if isinstance(template, bytes) else template.encode())
    Path("functions/f.py").write_bytes(source if isinstance(source, bytes) else source.encode())
    return plan(name)


def embedded(template: str | bytes, source: str | bytes, name: str = "t.json") -> str:
    """The template's text after embedding."""
    content = planned(template, source, name).content
    assert content is not None
    return content.decode()


def code(text: str, name: str, *, function: str = "F") -> str | None:
    """What the code of a function evaluates to."""
    return literal(loads(text, name).body["Resources"][function]["Properties"]["Code"]["ZipFile"])


JSON = """\
{
  "Resources": {
    "F": {
      "Type": "AWS::Lambda::Function",
      "Metadata": {"tapstack": {"source": "functions/f.py"}},
      "Properties": {
        "Handler": "index.handler",   "Runtime": "python3.11",
        "Code": {
          "ZipFile": @
        },
        "Role": "\\u0061"
      }
    }
  }
}
"""
JSON_CODE = """\
{"Fn::Join": ["\\n", [
            "def handler(event, context):",
            "    return 'ok'",
            ""
          ]]}"""


@pytest.mark.parametrize(
    "old",
    [
        '""',
        '"x\\n\\"}{][,:"',
        "\n   {}  ",
        '{"Fn::Sub": "${x}"}',
        '{"Fn::Join": ["", ["}", "]", ["\\""]]]}',
        '{"Fn::Join" : [ "\\n", [ "def handler(event, context):", "    return 1" ] ] }',
    ],
)
def test_a_json_template_gets_one_line_of_the_source_in_each_line(old: str) -> None:
    wanted = JSON.replace("@", JSON_CODE if not old.startswith("\n") else f"\n   {JSON_CODE}  ")
    assert embedded(JSON.replace("@", old), HANDLER) == wanted


def test_a_json_template_keeps_its_own_indentation() -> None:
    text = embedded(JSON.replace("@", '""').replace("  ", "\t"), "handler = 1\n")
    assert (
        '\n\t\t\t\t\t"ZipFile": {"Fn::Join": ["\\n", [\n\t\t\t\t\t\t"handler = 1",\n\t\t\t\t\t\t""\n\t\t\t\t\t]]}\n'
        in text
    )


def test_a_json_template_of_one_line_gets_the_lines_of_the_code_only() -> None:
    template = json.dumps(json.loads(JSON.replace("@", '""')))
    assert embedded(template, "handler = 1\n") == template.replace(
        '"ZipFile": ""', '"ZipFile": {"Fn::Join": ["\\n", [\n  "handler = 1",\n  ""\n]]}'
    )


YAML = """\
# Resources of the platform
Resources:
    F:
        Type: "AWS::Lambda::Function"
        Metadata: {tapstack: {source: functions/f.py}}   # beside the code
        Properties:
            Handler: index.handler
            Runtime: python3.11
            Code:
                ZipFile:@
            Role: 'a'
"""
YAML_CODE = """\
                    def handler(event, context):
                        return 'ok'
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" ''\n", " |\n@"),
        ("\n", " |\n@"),
        (" |\n                  old\n\n                  code\n", " |\n@"),
        (" >-\n                  old\n\n\n            # the role\n", " |\n@\n\n            # the role\n"),
        (" |  # why\n                  old\n", " |  # why\n@"),
        ('\n                  "a\n                  b"  # why\n', " |  # why\n@"),
        (' "#x"  # why\n', " |  # why\n@"),
        ("  # why\n                  Fn::Sub: x # that\n", " |  # why # that\n@"),
        (" !Join\n                  - ''\n                  - - a\n                    - b\n\n            # the role\n", " |\n@\n            # the role\n"),
        (" {'Fn::Join': ['',\n                  [a, b]]} # why\n", " | # why\n@"),
        (" !Sub\n                  - '${a}'\n                  - {a: b}\n", " |\n@"),
    ],
)  # fmt: skip
def test_a_yaml_template_gets_a_literal_block_and_keeps_its_comments(old: str, new: str) -> None:
    wanted = YAML.replace("@\n", new.replace("@", YAML_CODE))
    assert embedded(YAML.replace("@\n", old), HANDLER, "t.yaml") == wanted


@pytest.mark.parametrize("old", ["{ZipFile: , S: {}}", "{ZipFile: }", "{'ZipFile':}"])
def test_a_yaml_mapping_in_braces_may_have_no_code_yet(old: str) -> None:
    template = YAML.replace("Code:\n                ZipFile:@", f"Code: {old}")
    assert code(embedded(template, HANDLER, "t.yaml"), "t.yaml") == HANDLER


def test_a_yaml_block_can_be_told_from_blank_lines_at_its_start_however_deep_it_stands() -> None:
    template = YAML.replace("                ZipFile:@", " " * 24 + "ZipFile: x")
    assert code(embedded(template, "\n" + HANDLER, "t.yaml"), "t.yaml") == "\n" + HANDLER


def test_no_blanks_are_written_at_the_end_of_a_line() -> None:
    text = embedded(YAML.replace("@", " x"), "import json\n\n\n" + HANDLER, "t.yaml")
    assert [line for line in text.split("\n") if line != line.rstrip()] == []


def test_letters_stand_as_people_read_them() -> None:
    source = "handler = 'é中\U0001f600'"
    assert json.dumps(source, ensure_ascii=False) in embedded(JSON.replace("@", '""'), source)


def test_a_yaml_mapping_in_braces_gets_the_form_of_json() -> None:
    template = YAML.replace("Code:\n                ZipFile:@", "Code: {ZipFile: '', S: {}}")
    text = embedded(template, "handler = 1\n", "t.yaml")
    assert '            Code: {ZipFile: {"Fn::Join": ["\\n", [\n' in text
    assert text.replace(text[text.index('{"Fn::J') : text.index(", S:")], "''") == template


@pytest.mark.parametrize(("template", "name"), [(JSON, "t.json"), (YAML, "t.yaml")], ids=["JSON", "YAML"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "byte order mark"])
def test_line_breaks_and_byte_order_mark_of_the_template_stay(template: str, name: str, mark: bytes) -> None:
    given = mark + template.replace("@", ' "x"').replace("\n", "\r\n").encode()
    content = planned(given, HANDLER, name).content
    assert content.startswith(mark + template[:12].replace("\n", "\r\n").encode())
    assert content.count(b"\n") == content.count(b"\r\n") > given.count(b"\r\n")
    assert code(content.decode(), name) == HANDLER


SOURCES = (
    HANDLER,
    "handler = 1",
    "handler = 1\n\n\n",
    "\n\n  # about\nhandler = 1\n",
    "\t# about\nhandler = 1\n",
    "handler = '''\n    \n\n   x\n'''\n",
    "handler = r'\\n\"\\u0041' # : # [\n",
    "handler = '''---\n...\n%YAML\n'''\n",
    "handler = 'é中\U0001f600'\n",
    "handler = 1\n# end\n    \n",
)
TAILS = (
    "\n            Role: a\n",
    "\n\n\n            # about the role\n            Role: a\n",
    "",
    "\n",
    "\n\n\n",
    "\nOutputs: {}\n",
)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize(
    "old", [" ''", " |\n                  old", " |+\n                  old\n", " |-\n                  old"]
)
def test_a_yaml_block_is_the_source_whatever_stands_behind_it(source: str, tail: str, old: str) -> None:
    template = YAML[: YAML.index("@")] + old + tail
    text = embedded(template, source, "t.yaml")
    assert code(text, "t.yaml") == source
    assert planned(text, source, "t.yaml").content is None


@pytest.mark.parametrize("source", SOURCES)
def test_a_json_list_is_the_source(source: str) -> None:
    text = embedded(JSON.replace("@", '""'), source)
    assert code(text, "t.json") == source
    assert planned(text, source, "t.json").content is None


@pytest.mark.parametrize(("template", "name"), [(JSON, "t.json"), (YAML, "t.yaml")], ids=["JSON", "YAML"])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\ufeff")),
        max_size=6,
    )
)
@example(["", "", "   "])
def test_any_comments_come_back_as_written(template: str, name: str, lines: list[str]) -> None:
    source = (
        "".join(f"{' ' * len(line)}#{line}\n" for line in lines) + "handler = 1\n" + "\n".join(f"#{x}" for x in lines)
    )
    text = embedded(template.replace("@", ' "x"'), source, name)
    assert code(text, name) == source
    assert planned(text, source, name).content is None


@pytest.mark.parametrize(("template", "name"), [(JSON, "t.json"), (YAML, "t.yaml")], ids=["JSON", "YAML"])
@pytest.mark.parametrize("source", [HANDLER.replace("\n", "\r\n"), HANDLER.replace("\n", "\r"), "\ufeff" + HANDLER])
def test_a_source_is_what_python_reads(template: str, name: str, source: str) -> None:
    text = embedded(template.replace("@", ' ""'), source, name)
    assert code(text, name) == Path("functions/f.py").read_text(encoding="utf-8-sig") == HANDLER


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("t.json", json.dumps(HANDLER)),
        ("t.json", json.dumps({"Fn::Join": ["", [HANDLER[:9], {"Fn::Join": ["", [HANDLER[9:]]]}]]})),
        ("t.yaml", " " + json.dumps(HANDLER)),
        ("t.yaml", f" !Join ['n(', {json.dumps(HANDLER.split('n('))}]"),
    ],
)
def test_code_that_evaluates_to_the_source_is_left_in_its_form(name: str, value: str) -> None:
    template = (JSON if name == "t.json" else YAML).replace("@", value)
    assert planned(template, HANDLER, name).content is None


def test_several_functions_are_embedded_at_once() -> None:
    resources = json.loads(JSON.replace("@", '""'))["Resources"]
    loop = {"Fn::ForEach::Each": ["X", ["a", "b"], {"G${X}": resources["F"]}]}
    template = json.dumps({"Resources": {"F": resources["F"], "Bare": {"Type": "T"}, **loop}}, indent=1)
    found = planned(template, HANDLER, "t.json")
    assert [one.function.name for one in found.compared] == ["F", "G${X}"]
    body = json.loads(found.content)["Resources"]
    assert body["F"] == body["Fn::ForEach::Each"][2]["G${X}"]
    assert literal(body["F"]["Properties"]["Code"]["ZipFile"]) == HANDLER


@pytest.mark.parametrize(
    ("old", "more"),
    [
        (" &code |\n                    x", "\nOutputs: {O: {Value: *code}}"),
        (" &code x", "\nOutputs: {O: {Value: *code}}"),
    ],
)
def test_code_that_something_else_shares_is_not_touched(old: str, more: str) -> None:
    with pytest.raises(InputError) as caught:
        embedded(YAML.replace("@", old) + more, HANDLER, "t.yaml")
    assert str(caught.value).startswith("t.yaml:10:17: the source cannot be embedded without changing something else. ")


def test_code_that_would_come_back_as_other_text_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    right = json_edit
    monkeypatch.setattr(sys.modules[Plan.__module__], "json_edit", lambda spot, text: right(spot, text + "#"))
    with pytest.raises(InputError, match="without changing something else"):
        embedded(JSON.replace("@", '""'), HANDLER)


def test_code_that_comes_from_a_merged_mapping_is_not_touched() -> None:
    template = YAML.replace("ZipFile:@", "<<: *base").replace(
        "Resources:", "Metadata:\n    B: &base {ZipFile: x}\nResources:"
    )
    with pytest.raises(InputError, match="without changing something else"):
        embedded(template, HANDLER, "t.yaml")

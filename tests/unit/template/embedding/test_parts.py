"""A source and the parts that it imports become one text, which does what they do; what would not is refused."""

import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from tapstack.findings import InputError, Problem
from tapstack.template.embedding import plan, problems
from tapstack.template.embedding.compare import literal
from tapstack.template.load import load, loads

OPEN = {"one": "ONE = 1\n", "two": "TWO = 2\n"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "here" / "functions" / "parts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def write(source: str, code: Any = "", **parts: str) -> None:
    """A template with a function of this source, which has these parts beside it."""
    properties = {"Handler": "index.handler", "Runtime": "python3.11", "Code": {"ZipFile": code}}
    body = {
        "Type": "AWS::Lambda::Function",
        "Metadata": {"tapstack": {"source": "functions/f.py"}},
        "Properties": properties,
    }
    Path("t.json").write_text(json.dumps({"Resources": {"F": body}}))
    Path("functions/f.py").write_text(source)
    for name, text in parts.items():
        Path(f"functions/parts/{name}.py").write_text(text)


def embedded(source: str, **parts: str) -> str:
    """The code that the function gets."""
    write(source, **parts)
    content = plan("t.json").content
    assert content is not None
    text = literal(loads(content, "t.json").body["Resources"]["F"]["Properties"]["Code"]["ZipFile"])
    assert text is not None
    return text


def refusal(source: str, **parts: str) -> str:
    write(source, **parts)
    with pytest.raises(InputError) as caught:
        plan("t.json")
    return str(caught.value)


def test_a_part_stands_in_the_place_of_its_import() -> None:
    source = '"""S."""\n\nimport os\n\nfrom parts.one import (  # why\n    ONE,\n)\n\nhandler = ONE\n'
    assert (
        embedded(source, one='"""P."""\n\nONE = 1') == '"""S."""\n\nimport os\n\n"""P."""\n\nONE = 1\n\nhandler = ONE\n'
    )


def test_a_part_that_was_put_in_before_is_not_put_in_again() -> None:
    source = "from parts.one import ONE\nfrom parts.two import TWO\nfrom parts.one import ONE\nhandler = ONE + TWO"
    two = "from parts.one import ONE\nTWO = ONE + 1\n"
    assert embedded(source, one="ONE = 1\n", two=two) == "ONE = 1\nTWO = ONE + 1\nhandler = ONE + TWO"


def test_a_part_may_import_a_part() -> None:
    two = "from parts.one import ONE\nTWO = ONE + 1\n"
    assert embedded("from parts.two import TWO\nhandler = TWO\n", one="ONE = 1\n", two=two) == (
        "ONE = 1\nTWO = ONE + 1\nhandler = TWO\n"
    )


def test_a_source_without_parts_is_embedded_as_it_is() -> None:
    source = "from __future__ import annotations\nfrom os import *\nimport partsof, spare.parts\nhandler = 1\n\n\n"
    assert embedded(source, one="((") == source


@pytest.mark.parametrize(("ending", "blank"), [("\n", ""), ("\r\n", ""), ("\r", ""), ("", ""), ("\n\n", "\n")])
def test_a_part_ends_its_last_line_whatever_ends_its_file(ending: str, blank: str) -> None:
    write("from parts.one import ONE\nhandler = ONE\n")
    Path("functions/parts/one.py").write_bytes(f"ONE = 1{ending}".encode())
    assert plan("t.json").compared[0].text == f"ONE = 1\n{blank}handler = ONE\n"


SOURCE = '''\
"""The source."""

import json
from collections import Counter
log = [__doc__]
from parts.both import both
from parts.seen import SEEN
from parts.left import left

def handler(event, context):
    return json.dumps([*log, *SEEN, both(event), left(event), Counter(event)["a"], len(event)])
'''
PARTS = {
    "seen": '"""Seen."""\nimport json\nSEEN = []\ndef see(text):\n    SEEN.append(json.dumps(text))\n',
    "left": '"""Left."""\nfrom parts.seen import see\nfrom collections import Counter\nsee("left")\ndef left(value):\n    return Counter(value)["b"]\n',
    "both": '"""Both."""\nimport json as js\nfrom parts.left import left\nfrom parts.seen import SEEN, see\nsee("both")\ndef both(value):\n    return [left(value), js.loads("1")]\n',
}  # fmt: skip


def test_the_joined_text_does_what_source_and_parts_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own import of the parts, against the one file."""
    Path("index.py").write_text(embedded(SOURCE, **PARTS))
    with monkeypatch.context() as patch:
        patch.syspath_prepend(str(Path("functions").resolve()))
        apart = runpy.run_path("functions/f.py")["handler"]("abba", None)
    for name in [name for name in sys.modules if name.partition(".")[0] == "parts"]:
        del sys.modules[name]
    assert runpy.run_path("index.py")["handler"]("abba", None) == apart
    assert json.loads(apart) == ["The source.", '"left"', '"both"', [2, 1], 2, 2, 4]


WRONG_FORMS = [
    ("import parts.one\n", "functions/f.py:1:1: 'import parts.one' is no import of a part: its names are not listed. Write: from parts.one import NAME."),
    ("import os, parts\n", "functions/f.py:1:1: 'import os, parts' is no import of a part: its names are not listed."),
    ("import parts.one as p\n", "functions/f.py:1:1: 'import parts.one as p' is no import of a part: its names are not listed."),
    ("from parts import one\n", "functions/f.py:1:1: 'from parts import one' is no import of a part: a part is a file in the folder parts itself. Write: from parts.NAME import NAME."),
    ("from parts.deep.one import ONE\n", "functions/f.py:1:1: 'from parts.deep.one import ONE' is no import of a part: a part is a file in the folder parts itself."),
    ("from parts.one import *\n", "functions/f.py:1:1: 'from parts.one import *' is no import of a part: its names are not listed. Write: from parts.one import NAME."),
    ("from parts.one import ONE as x\n", "functions/f.py:1:23: 'ONE as x' is no import of a part: ONE would be named x in this file only. Write: from parts.one import NAME."),
    ("from .parts.one import ONE\n", "functions/f.py:1:1: 'from .parts.one import ONE' is no import of a part: it is relative. Write: from parts.one import NAME."),
    ("def f():\n    from parts.one import ONE\n", "functions/f.py:2:5: 'from parts.one import ONE' is not a statement of the module itself, so that the part cannot replace it. Move it to the top of the file."),
    ("if 1: from parts.one import ONE\n", "functions/f.py:1:7: 'from parts.one import ONE' is not a statement of the module itself"),
    ("if 1:\n    import parts.one\n", "functions/f.py:2:5: 'import parts.one' is no import of a part"),
    ("é = 1; from parts.one import ONE\n", "functions/f.py:1:8: 'from parts.one import ONE' shares its line with another statement, so that the part cannot replace it. Give it a line of its own."),
    ("from parts.one import ONE; x = 1\n", "functions/f.py:1:1: 'from parts.one import ONE' shares its line with another statement"),
    ("from parts.one import ONE; from parts.two import TWO\n", "functions/f.py:1:1: 'from parts.one import ONE' shares its line with another statement"),
    ("x = '''\n'''; from parts.one import ONE\n", "functions/f.py:2:6: 'from parts.one import ONE' shares its line with another statement"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "said"), WRONG_FORMS, ids=[source for source, _ in WRONG_FORMS])
def test_an_import_that_a_part_cannot_replace_is_refused(source: str, said: str) -> None:
    assert refusal(source, **OPEN).startswith(said)


@pytest.mark.parametrize(
    "source",
    ["x = 1\nfrom parts.one import ONE;\n", "from parts.one \\\n  import ONE\n", "from parts.one import (ONE,\n)  # )"],
)
def test_an_import_is_replaced_however_it_is_written(source: str) -> None:
    assert "import" not in embedded(source + "\nhandler = ONE\n", one="ONE = 1\n")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "functions/f.py:2:1: the part functions/parts/p.py does not exist. Write it into the folder parts beside the source."),
        ({"p": ""}, "functions/parts/p.py:1:1: the source is empty. Write what is imported from it."),
        ({"p": "x = 1\nx x"}, "functions/parts/p.py:2:3: not valid Python 3.11: invalid syntax. Correct it."),
        ({"p": "x = '\u2028'"}, "functions/parts/p.py:1:6: character U+2028, which does not survive in a template."),
        ({"p": "aa = 1\nimport a\n"}, "functions/f.py:2:21: functions/parts/p.py defines no 'a'."),
        ({"p": "aaaaab = 1\n"}, "functions/f.py:2:21: functions/parts/p.py defines no 'a'."),
        ({"p": "def f():\n    a = 1\nclass C:\n    a = 1\n"}, "functions/parts/p.py defines no 'a'."),
        ({"p": "from parts.q import a\n", "q": "a = 1\n"}, "functions/f.py:2:21: functions/parts/p.py defines no 'a'."),
        ({"p": "from parts.q import b\na = 1\n"}, "functions/parts/p.py:1:1: the part functions/parts/q.py does not exist."),
        ({"p": "a = 1\nfrom parts.p import a\n"}, "functions/parts/p.py:2:1: parts import each other: p -> p. Move what both need into a third part."),
        ({"p": "from parts.q import b\na = 1\n", "q": "from parts.r import c\nb = 1\n", "r": "\n\nfrom parts.q import b\nc = 1\n"}, "functions/parts/r.py:3:1: parts import each other: q -> r -> q."),
        ({"p": "from __future__ import annotations\na = 1\n"}, "functions/parts/p.py:1:1: 'from __future__ import annotations' would hold for every file that is joined with this one. Remove it, or import no parts."),
        ({"p": "from os import *\na = 1\n"}, "functions/parts/p.py:1:1: 'from os import *' might bind names of the files that are joined with this one. Name what is imported."),
        ({"p": "from .q import b\na = 1\n", "q": "b = 1\n"}, "functions/parts/p.py:1:1: 'from .q import b' is no import of a part: it is relative. Write: from parts.q import NAME."),
        ({"p": "a = 1\ndef f():\n    global a\n    a = 2\n"}, "functions/f.py:2:21: a function of functions/parts/p.py sets 'a' by global, which an import does not follow. Import a function that gives the value."),
    ],
    ids=lambda value: str(value)[:60],
)  # fmt: skip
def test_a_part_that_does_not_give_what_is_imported_is_refused(parts: dict[str, str], said: str) -> None:
    assert said in refusal("handler = 1\nfrom parts.p import a\n", **parts)


def test_a_source_with_a_future_takes_no_parts() -> None:
    said = refusal("from __future__ import annotations\nfrom parts.one import ONE\n", **OPEN)
    assert said.startswith("functions/f.py:1:1: 'from __future__ import annotations' would hold for every file")


def test_a_folder_is_no_part() -> None:
    Path("functions/parts/one.py").mkdir()
    assert refusal("from parts.one import ONE\n").startswith("functions/parts/one.py: a directory, not a file.")


def test_a_part_lies_below_the_folder_of_the_template(here: Path) -> None:
    (here / "outside.py").write_text("ONE = 1\n")
    Path("functions/parts/one.py").symlink_to(here / "outside.py")
    said = "functions/f.py:1:1: the part functions/parts/one.py is a link out of the template's folder. "
    assert refusal("from parts.one import ONE\n").startswith(said)


def test_parts_are_looked_for_beside_their_source(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("from parts.one import ONE\nhandler = ONE\n", **OPEN)
    monkeypatch.chdir(here)
    assert plan(os.path.join("here", "t.json")).compared[0].text == "ONE = 1\nhandler = ONE\n"


IMPORT = "from parts.p import p\n"


@pytest.mark.parametrize(
    ("source", "part", "said"),
    [
        ("import a\n", "a = p = 1\n", "functions/f.py:1:8: 'a' is defined here and in functions/parts/p.py, and means something else there. Rename one of them."),
        ("\ndef a(): ...\n", "p = 1\nclass a: ...\n", "functions/f.py:2:1: 'a' is defined here"),
        ("def f():\n    a = 1\na = 1\n", "a = p = 1\n", "functions/f.py:3:1: 'a' is defined here"),
        ("import a\n", "import a.b as a\np = 1\n", "functions/f.py:1:8: 'a' is defined here"),
        ("from x import a\n", "from y import a\np = 1\n", "functions/f.py:1:15: 'a' is defined here"),
        ("from x import a\n", "try:\n    from x import a\nexcept ImportError:\n    a = None\np = 1\n", "functions/f.py:1:15: 'a' is defined here"),
        ("for a in (): ...\n", "a = p = 1\n", "functions/f.py:1:5: 'a' is defined here"),
        ("[a := 1 for _ in (1,)]\n", "a = p = 1\n", "functions/f.py:1:2: 'a' is defined here"),
        ("def f():\n    global a\n    a = 1\n", "a = p = 1\n", "functions/f.py:2:5: 'a' is defined here"),
        ("def f():\n    global a\n    import a\n", "a = p = 1\n", "functions/f.py:2:5: 'a' is defined here"),
        ("p = 1\n", "p = 1\n", "functions/f.py:1:1: 'p' is defined here"),
        ("from x import p\n", "p = 1\n", "functions/f.py:1:15: 'p' is defined here"),
        ("def f(): return a\n", "a = p = 1\n", "functions/f.py:1:17: 'a' is used here without being defined, and would be that of functions/parts/p.py. Define or import it here, or rename it in functions/parts/p.py."),
        ("def f():\n    def g(): return a\n", "a = p = 1\n", "functions/f.py:2:21: 'a' is used here"),
        ("match {}:\n    case {**a}: ...\n", "a = p = 1\n", "functions/f.py:2:10: 'a' is defined here"),
        ("def f():\n    def g():\n        global a\n        a = 1\n", "a = p = 1\n", "functions/f.py:3:9: 'a' is defined here"),
        ("import a\na = a.b\n", "import a\np = 1\n", "functions/f.py:1:8: 'a' is defined here"),
        ("print(len)\n", "def len(_): ...\np = 1\n", "functions/f.py:1:7: 'len' is used here without being defined"),
        ("def len(_): ...\n", "def p(x): return len(x)\n", "functions/parts/p.py:1:18: 'len' is used here without being defined, and would be that of functions/f.py."),
        ("import a\n", "def p(x: a): ...\n", "functions/parts/p.py:1:10: 'a' is used here without being defined"),
    ],
    ids=lambda value: str(value)[:60],
)  # fmt: skip
def test_a_name_that_would_mean_something_else_is_refused(source: str, part: str, said: str) -> None:
    assert refusal(source + IMPORT, p=part).startswith(said)


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("import a\n", "import a\n"),
        ("import a.b\n", "import a.c\n"),
        ("from a import b\n", "import a.b as b\n"),
        ("def f(a): return a\n", "a = 1\n"),
        ("class C:\n    a = 1\n", "a = 1\n"),
        ("f = [a for a in ()]\n", "a = 1\n"),
        ("def f():\n    a = 1\n    return lambda: a\n", "a = 1\n"),
        ("x.a = y = 1\n", "a = 1\n"),
        ("def f():\n    import a\n", "a = 1\n"),
        ("def f(): return len\n", "def g(): return len\n"),
    ],
)
def test_a_name_that_means_the_same_is_taken(source: str, part: str) -> None:
    assert embedded(source + IMPORT + "handler = 1\n", p=part + "p = 1\n").endswith(part + "p = 1\nhandler = 1\n")


def test_a_name_that_a_comprehension_binds_for_its_module_is_imported() -> None:
    part = "[p := 1 for a in (1,) if a]\n"
    assert embedded(f"{IMPORT}a = 1\nhandler = p\n", p=part) == f"{part}a = 1\nhandler = p\n"


def test_two_parts_are_held_against_each_other() -> None:
    said = refusal("from parts.one import ONE\nfrom parts.two import TWO\n", one="ONE = a = 1\n", two="TWO = a = 2\n")
    assert said.startswith("functions/parts/one.py:1:7: 'a' is defined here and in functions/parts/two.py, ")


def found() -> list[Problem]:
    return list(problems(load("t.json")))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import os\nx = 1\nONE = 2\nhandler = ONE\n", "line 3 is 'ONE = 2' here, 'ONE = 1' in line 2 of functions/parts/one.py"),
        ("import os\nx = 1\nONE = 1\nhandler = 2\n", "line 4 is 'handler = 2' here, 'handler = ONE' in the source"),
        ("import os", "line 2 is missing here, 'x = 1' in line 1 of functions/parts/one.py"),
        ("import os\nx = 1\nONE = 1\nhandler = ONE\n\n", "line 6 is '' here, missing in the source"),
    ],
)  # fmt: skip
def test_the_first_line_that_differs_is_named_in_the_part_in_which_it_stands(code: str, said: str) -> None:
    write("import os\nfrom parts.one import ONE\nhandler = ONE\n", code, one="x = 1\nONE = 1\n")
    (problem,) = found()
    assert problem.message == f"the code of F is not its source functions/f.py: {said}"


def test_a_fault_in_a_part_is_a_problem_of_the_function_with_its_place_in_the_part() -> None:
    write("from parts.one import ONE\n", one="x = 1\nx x\n")
    (problem,) = found()
    assert (problem.check.id, problem.message) == (
        "TPL-070",
        "functions/parts/one.py:2:3: not valid Python 3.11: invalid syntax",
    )


@pytest.mark.parametrize(
    ("part", "fails"), [("def handler(e, c): ...\n", False), ("async def handler(e, c): ...\n", True)]
)
def test_a_handler_may_be_in_a_part(part: str, fails: bool) -> None:
    write("from parts.one import handler\n", part, one=part)
    assert [problem.check.id for problem in found()] == (["TPL-072"] if fails else [])

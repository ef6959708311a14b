"""YAML and JSON files that are no templates are read whole and with positions, or refused in one line."""

import os
from pathlib import Path

import pytest

from tapstack.findings import InputError
from tapstack.template.document import Document, load_document


def read(folder: Path, content: str | bytes, name: str = "d.yaml") -> Document:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_document(name, "a list file", "Write a list.")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("d.yaml", "# comment\n- a: 1\n  day: 2026-01-02\n- b: [x, null]\n"),
        ("d.yml", '\ufeff# comment\n[{"a": 1, "day": "2026-01-02"},\n\n{"b": [x, ~]}]'),
        ("d.json", '\n[{"a": 1, "day": "2026-01-02"},\n\n {"b": ["x", null]}]'),
        ("d.JSON", '\n[{"a": 1, "day": "2026-01-02"},\n\n {"b": ["x", null]}]'),
    ],
)
def test_a_list_is_read_with_the_line_of_each_item(tmp_path: Path, name: str, text: str) -> None:
    document = read(tmp_path, text, name)
    assert document.value == [{"a": 1, "day": "2026-01-02"}, {"b": ["x", None]}]
    assert (document.line((0,)), document.line((1, "b", 0))) == (2, 4)


def test_an_error_names_file_line_column_and_remedy(tmp_path: Path) -> None:
    document = read(tmp_path, "- a: 1\n  b: 2\n")
    assert str(document.error("Wrong.", "Mend it.", (0, "b"))) == "d.yaml:2:3: Wrong. Mend it."


DEEP = "[" * 150 + "]" * 150
MANY = "[" + "1," * 250_001 + "1]"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("d.yaml", "", "d.yaml:1:1: the file is empty. Write a list."),
        ("d.yaml", b"\xef\xbb\xbf \n", "d.yaml:1:1: the file is empty. Write a list."),
        ("d.json", "  ", "d.json:1:1: the file is empty. Write a list."),
        ("d.yaml", "# only a comment\n", "d.yaml:1:1: the file holds no document. Write a list."),
        ("d.yaml", b"a: \xff", "d.yaml:1:4: byte 0xFF is not UTF-8. Save the file as UTF-8."),
        ("d.yaml", "a: b".encode("utf-16"), "d.yaml:1:1: the file is UTF-16 text. Save it as UTF-8."),
        ("d.yaml", b"a: b\0", "control character U+0000 in the text."),
        ("d.yaml", "a: [b", "d.yaml:1:6: not valid YAML: "),
        ("d.yaml", "a: b\n\tc: d", "Indent with spaces; YAML allows no tabs there."),
        ("d.yaml", "a: 1\nb: 2\na: 3", "d.yaml:3:1: key 'a' occurs again; it was first written in line 1, column 1."),
        ("d.json", '{"a": 1,\n "a": 2}', "d.json:2:2: key 'a' occurs again;"),
        ("d.json", "[1,]", "d.json:1:3: not valid JSON: a comma before the closing bracket. Remove the comma."),
        ("d.json", '["\\ud800"]', "d.json:1:2: a text with half of a surrogate pair."),
        ("d.yaml", "a: &x [1]\nb: *x", "d.yaml:2:4: alias *x. Write the value out."),
        ("d.yaml", "a: &x {c: 1}\nb:\n  <<: *x", "d.yaml:3:7: alias *x. Write the value out."),
        ("d.yaml", "<<: {a: 1}", "d.yaml:1:1: YAML merge key <<. Write the merged keys out."),
        ("d.yaml", "a: !Ref b", "d.yaml:1:4: tag !Ref. Remove the tag, or put the text in quotes."),
        ("d.yaml", "a: !!python/object:os.system {}", "d.yaml:1:4: tag !!python/object:os.system."),
        ("d.yaml", "a: !!binary aGVsbG8=", "d.yaml:1:4: tag !!binary."),
        ("d.yaml", "--- 1\n--- 2", "d.yaml:2:1: a second document in one file. Keep one document in a file."),
        ("d.yaml", "? [a]\n: b", "d.yaml:1:3: a mapping or list as a key."),
        ("d.yaml", DEEP, "more than 100 levels of mappings and lists. Flatten it."),
        ("d.json", DEEP, "more than 100 levels of mappings and lists. Flatten it."),
        ("d.json", MANY, "more than 250,000 values"),
        ("d.yaml", "#" * 1_000_001, "d.yaml: 1,000,001 bytes; at most 1,000,000 are read. Split the file."),
    ],
    ids=lambda value: str(value)[:50],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content, name)
    assert said in str(caught.value)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_aliases_that_multiply_are_refused_at_the_first(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    with pytest.raises(InputError, match=r"d\.yaml:2:10: alias"):
        read(tmp_path, bomb)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "no such file. Correct the path."),
        (os.mkdir, "a directory, not a file. Give the path of a list file."),
        (os.mkfifo, "not a regular file. Give the path of a list file."),
        (lambda path: os.symlink(path, path), "Give the path of a list file that can be read."),
    ],
    ids=["missing", "folder", "pipe", "loop"],
)
def test_what_is_no_file_is_refused_with_the_file_that_is_wanted(tmp_path: Path, make, said: str) -> None:
    make(tmp_path / "d.yaml")
    with pytest.raises(InputError) as caught:
        load_document(tmp_path / "d.yaml", "a list file", "Write a list.")
    assert said in str(caught.value)

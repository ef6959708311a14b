"""Rule files: found, read, and refused with their place where they are no rules."""

import pytest

from tapstack.checks.policy.files import rule_files
from tapstack.findings import InputError, Severity


@pytest.fixture
def written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str | bytes]):
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write


def test_a_folder_is_searched_and_a_file_counts_once(written) -> None:
    rule = "rule {} {{ Resources exists }}".format
    written({"r/b.guard": rule("B"), "r/deep/a.guard": rule("A"), "r/c.ruleset": rule("C"), "r/n.txt": "no", "x": "no"})
    found = list(rule_files(["r", "r/b.guard"]))
    assert [(file.path, [unit.name for unit in file.units]) for file in found] == [
        ("r/b.guard", ["B"]),
        ("r/c.ruleset", ["C"]),
        ("r/deep/a.guard", ["A"]),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("rule R {\n Resources ==  }", "r.guard:2:16: Guard cannot read the rules"),
        ("rule R {\n\n == 5 }", "r.guard:3:2: Guard cannot read the rules: a name is missing"),
        ("rule R { Resources exists", "r.guard:1:"),
        ("rule R { Resources exists } }", "r.guard:1:"),
        (b"rule R { Resources.\xff exists }", "r.guard:1:20: byte 0xFF is not UTF-8."),
        ("rule R {\n Resources\0 exists }", "r.guard:2:11: control character U+0000 in the text."),
        (b"#" * (4 * 1024 * 1024 + 1), "r.guard: 4,194,305 bytes; at most 4,194,304 are read."),
    ],
)
def test_what_is_no_rule_file_is_refused_in_one_line(content, said, written) -> None:
    written({"r.guard": content})
    with pytest.raises(InputError) as caught:
        list(rule_files(["r.guard"]))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_path_that_is_not_there_is_refused(written) -> None:
    written({})
    with pytest.raises(InputError, match=r"^rules: There is no such rule file or folder\."):
        list(rule_files(["rules"]))


@pytest.mark.parametrize("content", ["", "\n\n", "# only\n  # comments\n", b"\xef\xbb\xbf# mark"])
def test_a_file_without_a_rule_has_no_units(content, written) -> None:
    written({"r.guard": content})
    (file,) = rule_files(["r.guard"])
    assert file.units == ()


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_windows_files_are_read(mark, written) -> None:
    written({"r.guard": mark + b"# title\r\nrule R {\r\n Resources exists\r\n}\r\n"})
    (file,) = rule_files(["r.guard"])
    assert [(unit.name, unit.line, unit.about.title) for unit in file.units] == [("R", 2, "title")]


def test_the_comment_says_what_the_rule_means(written) -> None:
    comment = """# A bucket
# is encrypted.
# Why: it matters,
#   a lot
# Fix: encrypt it
# Controls: ENC-01, ENC-02
# Severity: warning
# Source: https://docs.aws.amazon.com/x
"""
    written({"r.guard": comment + "rule R { Resources exists }\n# S\n# Severity: fatal\nrule S { Resources exists }"})
    first, second = next(rule_files(["r.guard"])).units
    assert first.about.title == "A bucket is encrypted"
    assert (first.about.why, first.about.fix) == ("it matters, a lot", "encrypt it")
    assert (first.about.controls, first.about.severity) == (("ENC-01", "ENC-02"), Severity.WARNING)
    assert first.about.source == "https://docs.aws.amazon.com/x"
    assert (second.about.severity, second.about.unknown_severity) == (Severity.ERROR, "fatal")


def test_what_only_the_engine_can_read_is_judged_as_a_whole_in_another_process(written) -> None:
    text = "rule A { Resources exists }\nrule B { some Resources.*[ n | Type == 'X' ].Type exists }"
    written({"r.guard": text})
    (file,) = rule_files(["r.guard"])
    assert {unit.whole for unit in file.units} == {True}
    assert {unit.scope.separate for unit in file.units} == {False}
    assert {unit.text for unit in file.units} == {text}

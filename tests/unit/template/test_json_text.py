import json

import pytest

from tapstack.findings import InputError, Status
from tapstack.template.load import loads


def noticed(text):
    return [
        (problem.check.id, problem.path, problem.line, problem.column) for problem in loads(text, "t.json").problems
    ]


def test_values_are_those_of_the_json_parser():
    text = '{"a": [1, -2.5, true, null, "\\u00e9", {}], "b": {"c": 1e3}}'
    assert loads(text, "t.json").body == json.loads(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1, "a": 2}', [("TPL-001", ("a",), 1, 10)]),
        ('{"a": {"b": 1,\r\n  "b": 2}}', [("TPL-001", ("a", "b"), 2, 3)]),
        ('{"a": [0, {"b": 1, "b": 2}]}', [("TPL-001", ("a", 1, "b"), 1, 20)]),
        ('{"a": 1, "\\u0061": 2, "a": 3}', [("TPL-001", ("a",), 1, 10), ("TPL-001", ("a",), 1, 23)]),
        ('{"a": NaN}', [("TPL-002", ("a",), 1, 7)]),
        ('{"a": [1, -Infinity]}', [("TPL-002", ("a", 1), 1, 11)]),
        ('{"a": 1e999}', [("TPL-003", ("a",), 1, 7)]),
        ('{"a": 9223372036854775808}', [("TPL-003", ("a",), 1, 7)]),
        ('{"a": ' + "1" * 5000 + "}", [("TPL-003", ("a",), 1, 7)]),
        ('{"a": 9223372036854775807, "NaN": "Infinity"}', []),
        ('{"a": {"b": 1}, "b": {"b": 1}}', []),
    ],
)
def test_what_the_parser_swallows_is_a_problem_at_its_place(text, expected):
    assert noticed(text) == expected


def test_the_last_of_two_equal_keys_stays_as_in_the_parser():
    assert loads('{"a": 1, "a": 2}', "t.json").body == {"a": 2}


@pytest.mark.parametrize(
    ("literal", "kept"),
    [("NaN", "NaN"), ("-Infinity", "-Infinity"), ("1e999", "1e999"), ("9223372036854775808", "9223372036854775808")],
)
def test_a_number_that_cannot_be_held_stays_text(literal, kept):
    assert loads(f'{{"a": {literal}}}', "t.json").body == {"a": kept}


def test_a_number_that_readers_disagree_on_is_unknown():
    assert [problem.status for problem in loads('{"a": 1e999}', "t.json").problems] == [Status.UNKNOWN]


@pytest.mark.parametrize("text", ['{"a": "\\ud800"}', '{"a": "\\udc00\\ud800"}', '{"\\ud83d": 1}', '{"a": "\\ud83dx"}'])
def test_half_of_an_escaped_surrogate_pair_is_refused(text):
    with pytest.raises(InputError, match="half of a surrogate pair"):
        loads(text, "t.json")


def test_a_whole_escaped_surrogate_pair_is_one_character():
    assert loads('{"a": "\\ud83d\\ude00"}', "t.json").body == {"a": "😀"}


def test_the_size_is_that_of_the_file():
    assert loads(b'\xef\xbb\xbf{"a": "\xc3\xa9"}', "t.json").size == 14


def test_a_file_full_of_problems_is_cut_with_a_word():
    problems = loads('{"a": [' + ",".join(['{"b": 1, "b": 2}'] * 600) + "]}", "t.json").problems
    assert len(problems) == 501
    assert problems[-1].check.id == "TPL-060"

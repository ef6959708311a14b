"""Which events fit which patterns."""

import json

import pytest

from tapstack.simulate.behaviours.patterns import matches
from tapstack.simulate.resources import UnsupportedError

EMPLOYEES = {"employees": [{"first": "John", "last": "Doe"}, {"first": "Anna", "last": "Smith"}]}
NESTED = {"employees": [[{"first": "John"}], [{"first": "Anna"}]]}

ROWS = [
    ("equal", {"a": ["x", "y"]}, {"a": "y"}, True),
    ("another", {"a": ["x", "y"]}, {"a": "z"}, False),
    ("case counts", {"a": ["x"]}, {"a": "X"}, False),
    ("missing", {"a": ["x"]}, {}, False),
    ("every field", {"a": ["x"], "b": ["y"]}, {"a": "x", "b": "z"}, False),
    ("empty pattern", {}, {"a": "x"}, True),
    ("null", {"a": [None]}, {"a": None}, True),
    ("null is not missing", {"a": [None]}, {}, False),
    ("empty text", {"a": [""]}, {"a": ""}, True),
    ("number", {"a": [300]}, {"a": 300.0}, True),
    ("number is no text", {"a": [300]}, {"a": "300"}, False),
    ("true is not one", {"a": [1]}, {"a": True}, False),
    ("one is not true", {"a": [True]}, {"a": 1}, False),
    ("nested", {"a": {"b": {"c": ["x"]}}}, {"a": {"b": {"c": "x"}}}, True),
    ("nested elsewhere", {"a": {"b": ["x"]}}, {"a": "x", "b": "x"}, False),
    ("any member", {"a": ["x"]}, {"a": ["z", "x"]}, True),
    ("no member", {"a": ["x"]}, {"a": ["z"]}, False),
    ("member of a member", {"a": ["x"]}, {"a": [["z"], ["x"]]}, True),
    ("object in an array", {"employees": {"first": ["Anna"]}}, EMPLOYEES, True),
    ("object in arrays", {"employees": {"first": ["Anna"]}}, NESTED, True),
    ("one object", {"employees": {"first": ["Anna"], "last": ["Smith"]}}, EMPLOYEES, True),
    ("of two objects", {"employees": {"first": ["Anna"], "last": ["Doe"]}}, EMPLOYEES, False),
    ("prefix", {"a": [{"prefix": "ab"}]}, {"a": "abc"}, True),
    ("other prefix", {"a": [{"prefix": "bc"}]}, {"a": "abc"}, False),
    ("prefix of a number", {"a": [{"prefix": "1"}]}, {"a": 12}, False),
    ("prefix in any case", {"a": [{"prefix": {"equals-ignore-case": "AB"}}]}, {"a": "abc"}, True),
    ("suffix", {"a": [{"suffix": "bc"}]}, {"a": "abc"}, True),
    ("other suffix", {"a": [{"suffix": "ab"}]}, {"a": "abc"}, False),
    ("suffix in any case", {"a": [{"suffix": {"equals-ignore-case": ".PNG"}}]}, {"a": "x.png"}, True),
    ("any case", {"a": [{"equals-ignore-case": "AbC"}]}, {"a": "aBc"}, True),
    ("any case, other", {"a": [{"equals-ignore-case": "AbC"}]}, {"a": "abcd"}, False),
    ("wildcard", {"a": [{"wildcard": "dir/*.png"}]}, {"a": "dir/a/b.png"}, True),
    ("wildcard for nothing", {"a": [{"wildcard": "dir/*.png"}]}, {"a": "dir/.png"}, True),
    ("wildcard for lines", {"a": [{"wildcard": "a*b"}]}, {"a": "a\nb"}, True),
    ("wildcard elsewhere", {"a": [{"wildcard": "dir/*.png"}]}, {"a": "dir.png"}, False),
    ("a star itself", {"a": [{"wildcard": "a\\*b"}]}, {"a": "a*b"}, True),
    ("a star and no other", {"a": [{"wildcard": "a\\*b"}]}, {"a": "axb"}, False),
    ("a backslash itself", {"a": [{"wildcard": "a\\\\*"}]}, {"a": "a\\x"}, True),
    ("a dot is a dot", {"a": [{"wildcard": "a.c"}]}, {"a": "abc"}, False),
    ("anything but it", {"a": [{"anything-but": "x"}]}, {"a": "x"}, False),
    ("anything but that", {"a": [{"anything-but": "x"}]}, {"a": "y"}, True),
    ("anything but a missing one", {"a": [{"anything-but": "x"}]}, {}, False),
    ("anything but a number", {"a": [{"anything-but": 123}]}, {"a": "123"}, True),
    ("anything but a list", {"a": [{"anything-but": ["x", "y"]}]}, {"a": "y"}, False),
    ("anything but a list, other", {"a": [{"anything-but": [1, 2]}]}, {"a": 3}, True),
    ("anything but, of an array", {"a": [{"anything-but": "x"}]}, {"a": ["x", "y"]}, True),
    ("anything but, of an array of it", {"a": [{"anything-but": "x"}]}, {"a": ["x"]}, False),
    ("anything but a prefix", {"a": [{"anything-but": {"prefix": "in"}}]}, {"a": "init"}, False),
    ("anything but prefixes", {"a": [{"anything-but": {"prefix": ["x", "in"]}}]}, {"a": "init"}, False),
    ("anything but another prefix", {"a": [{"anything-but": {"prefix": "in"}}]}, {"a": "on"}, True),
    ("anything but a suffix", {"a": [{"anything-but": {"suffix": "it"}}]}, {"a": "init"}, False),
    ("anything but a wildcard", {"a": [{"anything-but": {"wildcard": "*/lib/*"}}]}, {"a": "x/lib/y"}, False),
    ("anything but in any case", {"a": [{"anything-but": {"equals-ignore-case": ["X"]}}]}, {"a": "x"}, False),
    ("numeric", {"a": [{"numeric": [">", 0, "<=", 5]}]}, {"a": 5}, True),
    ("numeric, low", {"a": [{"numeric": [">", 0, "<=", 5]}]}, {"a": 0}, False),
    ("numeric, high", {"a": [{"numeric": [">", 0, "<=", 5]}]}, {"a": 5.1}, False),
    ("numeric, equal", {"a": [{"numeric": ["=", 3.018e2]}]}, {"a": 301.8}, True),
    ("numeric of a text", {"a": [{"numeric": ["<", 10]}]}, {"a": "3"}, False),
    ("numeric of a truth", {"a": [{"numeric": ["<", 10]}]}, {"a": True}, False),
    ("cidr", {"a": [{"cidr": "10.0.0.0/24"}]}, {"a": "10.0.0.9"}, True),
    ("cidr of a host", {"a": [{"cidr": "10.0.0.7/24"}]}, {"a": "10.0.0.9"}, True),
    ("cidr, outside", {"a": [{"cidr": "10.0.0.0/24"}]}, {"a": "10.0.1.9"}, False),
    ("cidr, version 6", {"a": [{"cidr": "2001:db8::/32"}]}, {"a": "2001:db8::1"}, True),
    ("cidr of a name", {"a": [{"cidr": "10.0.0.0/24"}]}, {"a": "host"}, False),
    ("exists", {"a": [{"exists": True}]}, {"a": None}, True),
    ("exists, missing", {"a": [{"exists": True}]}, {}, False),
    ("exists not", {"a": [{"exists": False}]}, {}, True),
    ("exists not, there", {"a": [{"exists": False}]}, {"a": "x"}, False),
    ("exists not below", {"a": {"b": [{"exists": False}]}}, {}, True),
    ("exists not below, there", {"a": {"b": [{"exists": False}]}}, {"a": {"b": 1}}, False),
    ("exists looks at leaves", {"a": [{"exists": True}]}, {"a": {"b": 1}}, False),
    ("exists not, in no member", {"a": {"b": [{"exists": False}]}}, {"a": [{"c": 1}, {"b": 1}]}, False),
    ("or, one", {"$or": [{"a": ["x"]}, {"b": ["y"]}]}, {"a": "z", "b": "y"}, True),
    ("or, none", {"$or": [{"a": ["x"]}, {"b": ["y"]}]}, {"a": "y", "b": "x"}, False),
    ("or and more", {"c": ["z"], "$or": [{"a": ["x"]}, {"b": ["y"]}]}, {"a": "x", "c": "w"}, False),
    ("or below", {"d": {"$or": [{"a": ["x"]}, {"b": ["y"]}]}}, {"d": {"b": "y"}}, True),
    ("or within or", {"$or": [{"a": ["x"], "$or": [{"b": [1]}, {"c": [2]}]}, {"d": [3]}]}, {"a": "x", "c": 2}, True),
    ("or of one is a field", {"$or": {"a": ["x"]}}, {"$or": {"a": "x"}}, True),
]


@pytest.mark.parametrize(("pattern", "event", "fits"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_an_event_fits(pattern, event, fits):
    assert matches(json.dumps(pattern), event) is fits


@pytest.mark.parametrize(
    "pattern",
    [
        {"a": [{"like": "x"}]},
        {"a": [{"prefix": "x", "suffix": "y"}]},
        {"a": [["x"]]},
        {"a": "x"},
        {"a": [{"numeric": ["~", 1]}]},
        {"a": [{"exists": "true"}]},
        {"a": [{"prefix": 1}]},
        {"a": [{"suffix": {"equals-ignore-case": ["x"]}}]},
        {"a": [{"anything-but": {"numeric": ["=", 1]}}]},
        {"b": ["x"], "$or": [{"a": ["y"]}, {"a": {"b": [{"like": "x"}]}}]},
    ],
    ids=json.dumps,
)
def test_what_is_not_simulated_is_named_even_if_nothing_would_ask_it(pattern):
    with pytest.raises(UnsupportedError, match="event pattern"):
        matches(json.dumps(pattern), {})

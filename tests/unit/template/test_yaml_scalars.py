"""Expected values: the types of YAML 1.1 (yaml.org/type), but timestamps, which CloudFormation does not support."""

import pytest

from tapstack.template.load import loads


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2010-09-09", "2010-09-09"),
        ("2012-10-17", "2012-10-17"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("yes", True),
        ("Off", False),
        ("true", True),
        ("y", "y"),
        ("~", None),
        ("", None),
        ("null", None),
        ("1", 1),
        ("+1", 1),
        ("-1_000", -1000),
        ("010", 8),
        ("08", "08"),
        ("0x1F", 31),
        ("0b11", 3),
        ("190:20:30", 685230),
        ("20:30.15", 1230.15),
        ("1.50", 1.5),
        ("6.8523015e+5", 685230.15),
        ("1e3", "1e3"),
        ("=", "="),
        ("'1'", "1"),
        ('"yes"', "yes"),
        ("012345678901", "012345678901"),
        ("123456789012", 123456789012),
        (".inf", ".inf"),
        ("-.INF", "-.INF"),
        (".nan", ".nan"),
        ("0x" + "f" * 17, "0x" + "f" * 17),
        ("1" * 5000, "1" * 5000),
        ("1:" + ":".join(["1"] * 300), "1:" + ":".join(["1"] * 300)),
    ],
)
def test_a_plain_scalar_has_the_type_of_yaml_1_1(text, value):
    found = loads(f"a: {text}\n", "t.yaml").body["a"]
    assert (found, type(found)) == (value, type(value))

import itertools
import json

import pytest

from tapstack.findings import InputError
from tapstack.template import limits
from tapstack.template.load import loads


def bomb(levels, width=10):
    names = [chr(ord("a") + level) for level in range(levels)]
    lines = [f"{names[0]}: &{names[0]} [{','.join('x' * width)}]"]
    for below, name in itertools.pairwise(names):
        lines.append(f"{name}: &{name} [{','.join([f'*{below}'] * width)}]")
    return "\n".join(lines)


NESTED = {
    "JSON objects": lambda depth: '{"a":' * (depth - 1) + "{}" + "}" * (depth - 1),
    "JSON lists": lambda depth: '{"a":' + "[" * (depth - 1) + "]" * (depth - 1) + "}",
    "YAML flow": lambda depth: "a: " + "[" * (depth - 1) + "]" * (depth - 1),
    "YAML block": lambda depth: "".join(" " * level + "a:\n" for level in range(depth)),
    "YAML dashes": lambda depth: "a:\n  " + "- " * (depth - 1) + "x",
    "YAML tags": lambda depth: "a: " + "!Not [" * ((depth - 1) // 2) + "]" * ((depth - 1) // 2),
    "YAML aliases": lambda depth: (
        f"a: &x {'[' * (depth // 2)}{']' * (depth // 2)}\nb: {'[' * (depth // 2 - 1)}*x{']' * (depth // 2 - 1)}"
    ),
}


@pytest.mark.parametrize("form", NESTED)
@pytest.mark.parametrize("depth", [102, 2000])
def test_what_is_too_deep_is_refused(form, depth):
    with pytest.raises(InputError, match="more than 100 levels") as caught:
        loads(NESTED[form](depth + 1 if form == "YAML tags" else depth), "t")
    assert caught.value.line


@pytest.mark.parametrize("form", NESTED)
def test_a_hundred_levels_are_read(form):
    assert loads(NESTED[form](100), "t").body


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a":' + "[" * 2000, (1, 105)),
        ('{"a":\n' + '{"a":\n' * 2000, (101, 1)),
        ("a: " + "[" * 2000, (1, 103)),
        ("".join(" " * level + "a:\n" for level in range(2000)), (101, 101)),
    ],
)
def test_the_first_bracket_that_is_too_deep_is_named(text, place):
    with pytest.raises(InputError, match="more than 100 levels") as caught:
        loads(text, "t")
    assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize(
    "text",
    [
        bomb(9),
        "a: &a {" + ", ".join(f"k{n}: 1" for n in range(1000)) + "}\nb:\n  <<: [" + "*a, " * 300 + "*a]\n",
        '{"a": [' + "0," * limits.MAX_VALUES + "0]}",
        "a: [" + "0," * limits.MAX_VALUES + "0]",
    ],
    ids=["aliases of aliases", "merges", "JSON values", "YAML values"],
)
def test_more_values_than_the_limit_are_refused(text):
    with pytest.raises(InputError, match="more than 250,000 values") as caught:
        loads(text, "t")
    assert caught.value.line


def test_aliases_of_aliases_below_the_limit_are_read():
    assert len(loads(bomb(4), "t.yaml").body["d"]) == 10


def test_commas_in_a_text_are_no_values():
    assert loads('{"a": "' + "," * limits.MAX_VALUES + '"}', "t.json").body


def test_more_bytes_than_the_limit_are_refused():
    with pytest.raises(InputError, match=r"10,000,001 bytes; CloudFormation takes at most 1,000,000\."):
        loads(b"#" * (limits.MAX_FILE_BYTES + 1), "t.yaml")


@pytest.mark.parametrize(
    ("section", "most"), [("Resources", 5000), ("Parameters", 2000), ("Outputs", 2000), ("Mappings", 2000)]
)
def test_ten_times_the_members_that_a_section_may_have_is_no_template(section, most):
    def text(count):
        return json.dumps({section: {f"A{index}": {} for index in range(count)}})

    assert len(loads(text(most), "t").section(section)) == most
    with pytest.raises(InputError, match=f"more than {most:,} {section}; CloudFormation takes at most {most // 10}"):
        loads(text(most + 1), "t")


def test_a_name_that_fills_the_file_is_refused_at_its_place():
    with pytest.raises(InputError, match="a name of more than 1,000 characters in Resources") as caught:
        loads('{"Resources":\n {"' + "A" * 1001 + '": {}}}', "t")
    assert (caught.value.line, caught.value.column) == (2, 3)
    assert loads(json.dumps({"Resources": {"A" * 1000: {}}, "Metadata": {"A" * 5000: 1}}), "t").body

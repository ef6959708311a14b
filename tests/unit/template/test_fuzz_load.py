"""Whatever is read, there is a Template or an InputError with a remedy, and the structure can be judged."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tapstack.findings import InputError
from tapstack.template import structure
from tapstack.template.load import loads

NAMES = st.sampled_from(["t.json", "t.yaml", "t.template", ""])
SEED_JSON = json.dumps(
    {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": ["AWS::LanguageExtensions"],
        "Parameters": {"P": {"Type": "Number", "Default": 1.5e3}},
        "Mappings": {"M": {"us-east-1": {"A": ["x", True]}}},
        "Conditions": {"C": {"Fn::Equals": ["a", {"Ref": "P"}]}},
        "Resources": {
            "R": {"Type": "AWS::SNS::Topic", "DependsOn": ["S"], "Condition": "C", "DeletionPolicy": "Retain"},
            "Fn::ForEach::L": ["I", ["a"], {"S${I}": {"Type": "Custom::X", "Properties": {}}}],
        },
        "Outputs": {"O": {"Value": {"Fn::GetAtt": ["R", "Arn"]}, "Export": {"Name": "é😀"}}},
    },
    indent=1,
)
SEED_YAML = """\
Transform: AWS::Serverless-2016-10-31
Resources: &r
  R:
    Type: AWS::SNS::Topic
    <<: {Condition: C}
    Properties: {A: !Sub "${X}", B: !GetAtt A.B, C: *r, D: 0x1f, E: 1:30, F: .inf, G: ~, ? H : I}
  S: !If [a, |
    text
    , >- ]
"""
PIECES = st.sampled_from(
    ["{", "}", "[", "]", ":", ",", '"', "'", "\n", "\r", "\t", "  ", "- ", "? ", "!", "!Ref ", "&a ", "*a", "<<: ", "#",
     "|", ">", "---\n", "...\n", "%", "@", "\\u", "\\ud800", "null", "1e999", "NaN", "\ufeff", "\0", "\x85", "\u2028",
     "é", "😀", "!!python/name:os.system ", "Fn::ForEach::A", "Resources", "9" * 400, ".nan", "=", "~"]
)  # fmt: skip


def survives(data, name):
    try:
        template = loads(data, name)
    except InputError as error:
        assert error.remedy
        str(error).encode()
        return
    problems = [*template.problems, *structure.problems(template)]
    for problem in problems:
        assert template.position(problem.path) >= (1, 1)
        problem.message.encode()
    json.dumps(template.body, allow_nan=False).encode()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), NAMES)
def test_any_bytes_are_survived(data, name):
    survives(data, name)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join), NAMES)
@example("a: &a\n - *a", "t.yaml")
@example('{"a": \ud800}', "t.json")
def test_any_text_is_survived(text, name):
    survives(text, name)


@pytest.mark.parametrize("seed", [SEED_JSON, SEED_YAML], ids=["JSON", "YAML"])
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_damaged_template_is_survived(seed, data):
    text = seed
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 8))
        text = text[:start] + data.draw(st.just("") | PIECES) + text[start + length :]
    survives(text.encode("utf-8", "surrogatepass"), data.draw(NAMES))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["Type", "DependsOn", "Fn::ForEach::A", "Fn::Transform", "Ref", "Value", "Export", "Condition"]
            )
            | st.text(max_size=3),
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)
SECTIONS = ["Resources", "Parameters", "Mappings", "Conditions", "Outputs", "Rules", "Transform", "Description", "X"]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(SECTIONS), VALUES, max_size=5))
def test_any_shape_is_judged(body):
    survives(json.dumps(body), "t.json")

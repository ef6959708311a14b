import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapstack.template.json_text import parse_json
from tapstack.template.load import loads
from tapstack.template.yaml_text import parse_yaml

YAML = """\
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub "${AWS::StackName}-x"
      Tags:
        - Key: a
          Value: !Join
            - "-"
            - [é, !Ref "AWS::Region"]
      Arn: !GetAtt A.B.C
"""

JSON = """\
{
  "Resources": {"é": [10, {"x": 1}, []],
    "T": {}}
}
"""


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        (YAML, (), (1, 1)),
        (YAML, ("Resources",), (1, 1)),
        (YAML, ("Resources", "Topic", "Type"), (3, 5)),
        (YAML, ("Resources", "Topic", "Properties", "DisplayName"), (5, 7)),
        (YAML, ("Resources", "Topic", "Properties", "DisplayName", "Fn::Sub"), (5, 20)),
        (YAML, ("Resources", "Topic", "Properties", "Tags", 0), (7, 11)),
        (YAML, ("Resources", "Topic", "Properties", "Tags", 0, "Value", "Fn::Join"), (8, 18)),
        (YAML, ("Resources", "Topic", "Properties", "Tags", 0, "Value", "Fn::Join", 1, 0), (10, 16)),
        (YAML, ("Resources", "Topic", "Properties", "Tags", 0, "Value", "Fn::Join", 1, 1, "Ref"), (10, 19)),
        (YAML, ("Resources", "Topic", "Properties", "Arn", "Fn::GetAtt", 1), (11, 12)),
        (YAML, ("Resources", "Topic", "Nothing", "Here"), (2, 3)),
        (YAML, ("Nothing",), (1, 1)),
        (JSON, ("Resources",), (2, 3)),
        (JSON, ("Resources", "é"), (2, 17)),
        (JSON, ("Resources", "é", 0), (2, 23)),
        (JSON, ("Resources", "é", 1), (2, 27)),
        (JSON, ("Resources", "é", 1, "x"), (2, 28)),
        (JSON, ("Resources", "é", 2), (2, 37)),
        (JSON, ("Resources", "T"), (3, 5)),
        (JSON, ("Resources", "é", 7), (2, 17)),
    ],
)
def test_a_path_stands_where_its_key_or_item_does(text, path, place, line_break, mark):
    data = (mark + text.replace("\n", line_break)).encode()
    assert loads(data, "t").position(path) == place


def test_an_alias_stands_where_it_is_used_and_its_inside_where_it_is_written():
    template = loads("a: &x\n  b: 1\nc:\n  d: *x\n", "t.yaml")
    assert template.position(("c", "d")) == (4, 3)
    assert template.position(("c", "d", "b")) == (2, 3)


# Of the planes that JSON escapes as one unit: YAML has no surrogate pairs.
TEXTS = st.text(st.characters(max_codepoint=0xD7FF), max_size=4)
SCALARS = st.none() | st.booleans() | st.integers(-99, 99) | TEXTS
TREES = st.dictionaries(
    TEXTS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=3,
)


def paths(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield from paths(item, (*path, step))


def at(body, path):
    for step in path:
        body = body[step]
    return body


@settings(max_examples=150, deadline=None)
@given(TREES, st.sampled_from([None, 0, 2]))
def test_at_every_position_of_a_json_text_stands_the_key_or_the_item(tree, indent):
    text = json.dumps(tree, indent=indent)
    template = parse_json(text, "t.json", len(text))
    lines = text.split("\n")
    for path in paths(tree):
        if path:
            line, column = template.position(path)
            step = path[-1]
            shown = json.dumps(step if isinstance(step, str) else at(tree, path), indent=indent)
            assert lines[line - 1][column - 1 :].startswith(shown.split("\n")[0])


@settings(max_examples=150, deadline=None)
@given(TREES, st.sampled_from([None, 2]))
def test_a_json_text_has_the_same_values_and_places_when_read_as_yaml(tree, indent):
    text = json.dumps(tree, indent=indent)
    as_json, as_yaml = parse_json(text, "t", len(text)), parse_yaml(text, "t", len(text))
    assert as_yaml.body == as_json.body
    assert all(as_yaml.position(path) == as_json.position(path) for path in paths(tree))

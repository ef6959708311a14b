"""What a target is given of an event."""

import json

import pytest

from tapstack.simulate.behaviours.events.arrival import Arrival
from tapstack.simulate.behaviours.events.inputs import input_of
from tapstack.simulate.behaviours.events.rules import Rule
from tapstack.simulate.resources import UnsupportedError

EVENT = {
    "id": "7bf7",
    "detail-type": "State-change",
    "time": "2015-11-11T21:29:54Z",
    "resources": ["arn:one", "arn:two"],
    "detail": {
        "instance-id": "i-0123",
        "state": "RUNNING",
        "count": 9,
        "tags": {"a/b": "c"},
        "disks": [{"n": 1}, {"n": 2}],
    },
}
RULE = Rule("us-east-1", "default", "example", "arn:aws:events:us-east-1:123456789012:rule/example", "", "", True, ())
VARIABLES = {
    "timestamp": "$.time",
    "instance": "$.detail.instance-id",
    "state": "$.detail.state",
    "count": "$.detail.count",
    "tags": "$.detail.tags",
    "gone": "$.detail.nothing",
}
TEMPLATES = [
    ('"instance <instance> is in <state>"', '"instance i-0123 is in RUNNING"'),
    (r'"instance \"<instance>\" is in <state>"', r'"instance \"i-0123\" is in RUNNING"'),
    ('{\n "instance" : <instance>,\n "state": <state>\n}', '{"instance":"i-0123","state":"RUNNING"}'),
    (
        r'{"instance" : <instance>, "state": "<state>", "text": "instance \"<instance>\" is in <state>"}',
        r'{"instance":"i-0123","state":"RUNNING","text":"instance \"i-0123\" is in RUNNING"}',
    ),
    ('{"state": [9, <state>, true], "count": <count>}', '{"state":[9,"RUNNING",true],"count":9}'),
    ('{"arn": <aws.events.rule-arn>, "name": <aws.events.rule-name>}', f'{{"arn":"{RULE.arn}","name":"example"}}'),
    ('"<aws.events.rule-name> triggered"', '"example triggered"'),
    ('{"at": <aws.events.event.ingestion-time>}', '{"at":"2026-01-05T09:00:00Z"}'),
    ('{"whole": <aws.events.event.json>}', json.dumps({"whole": EVENT}, separators=(",", ":"))),
    ('{"tags": <tags>}', '{"tags":{"a/b":"c"}}'),
    ('"tags <tags>"', '"tags {a/b:c}"'),
    ('{"gone": <gone>, "unknown": "<unknown>"}', '{"gone":"","unknown":""}'),
    ('"one <state>"\n"two <count>"', '"one RUNNING"\n"two 9"'),
]


def given(**target):
    return input_of(target, Arrival(EVENT, 0.0, "2026-01-05T09:00:00Z"), RULE)


@pytest.mark.parametrize(("template", "expected"), TEMPLATES, ids=[row[0] for row in TEMPLATES])
def test_a_template_is_filled(template, expected):
    assert given(InputTransformer={"InputPathsMap": VARIABLES, "InputTemplate": template}) == expected


def test_the_event_without_its_detail_is_a_variable():
    told = json.loads(given(InputTransformer={"InputTemplate": '{"event": <aws.events.event>}'}))
    assert told == {"event": {key: value for key, value in EVENT.items() if key != "detail"}}


def test_a_value_is_not_escaped_within_a_text():
    event = {"detail": {"state": 'say "no"'}}
    transformer = {"InputPathsMap": {"state": "$.detail.state"}, "InputTemplate": '{"state": "<state>"}'}
    told = input_of({"InputTransformer": transformer}, Arrival(event, 0.0, ""), RULE)
    assert told == '{"state": "say "no""}'


def test_without_an_input_it_is_the_event():
    assert json.loads(given()) == EVENT


def test_a_constant_is_given_as_it_is_written():
    assert given(Input='{ "a": 1 }') == '{ "a": 1 }'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$", EVENT),
        ("$.detail.state", "RUNNING"),
        ("$.detail-type", "State-change"),
        ("$.detail.tags.a/b", "c"),
        ("$.resources[1]", "arn:two"),
        ("$.detail.disks[*].n", [1, 2]),
        ("$.detail.disks[1].n", 2),
        ("$.resources[7]", None),
        ("$.resources.state", None),
        ("$.nothing.below", None),
    ],
)
def test_a_path_gives_a_part(path, expected):
    assert json.loads(given(InputPath=path)) == expected


@pytest.mark.parametrize("path", ["detail", "$..state", "$['detail']", "$.detail[?(@.n)]", "$.detail[0:1]"])
def test_a_path_of_another_kind_is_named(path):
    with pytest.raises(UnsupportedError, match="is a path of a kind that is not simulated"):
        given(InputPath=path)

"""A verdict is remembered exactly as long as nothing that was looked at differs."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.checks.truths import faults
from tapstack.checks.truths.memory import Memory, memory_of
from tapstack.checks.truths.recorder import Recorder
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.worlds import worlds_of
from tapstack.graph.stackset import Property
from tapstack.template.load import loads

TEMPLATE = Path(__file__).parents[4] / "lib/TapStack.json"
REGIONS = ("eu-central-1", "us-east-1")
GIVEN = {"EnvironmentSuffix": "verify"}


def choice(yes: Any, no: Any) -> dict[str, Any]:
    return {"Fn::If": ["IsB", yes, no]}


BODY = {
    "Parameters": {name: {"Type": "String", "Default": "no"} for name in "AB"},
    "Conditions": {f"Is{name}": {"Fn::Equals": [{"Ref": name}, "yes"]} for name in "AB"},
    "Resources": {
        "First": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "first"}},
        "Second": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": choice("second", "other")}},
        "Third": {"Type": "AWS::SQS::Queue", "Condition": "IsB", "Properties": {"QueueName": "third"}},
        "Fourth": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::If": ["IsA", "a", "b"]}}},
        "Last": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {"Protocol": choice({"Fn::Sub": "${Second}"}, "sqs"), "TopicArn": {"Ref": "First"}},
        },
    },
}


def world(family: dict[str, Any], **given: str) -> Recorder:
    subject = Subject("t.json", ("us-east-1",), given, as_of=date(2026, 1, 1), family=family)
    vars(subject)["template"] = loads(json.dumps(BODY), "t.json")
    return memory_of(subject).view(planned_view(subject))


def asks_own_name(site: Property, view: View) -> Iterator[Fault]:
    yield Fault(site["TopicName"], site["TopicName"].text)


def asks_all_queues(site: Property, view: View) -> Iterator[Fault]:
    yield Fault(site, str([item["QueueName"].text for item in view.all("AWS::SQS::Queue")]))


def finds_second(site: Property, view: View) -> Iterator[Fault]:
    found = view.find("second", "AWS::SNS::Topic", region="us-east-1")
    yield Fault(site, str(found))


def asks_whether_third_is_there(site: Property, view: View) -> Iterator[Fault]:
    yield Fault(site, str(view.exists("third", "AWS::SQS::Queue", region="us-east-1")))


def asks_the_order(site: Property, view: View) -> Iterator[Fault]:
    last, (first, second) = view.all("AWS::SNS::Subscription")[0], view.all("AWS::SNS::Topic")
    yield Fault(site, f"{view.before(last, first)} {view.before(last, second)}")


def looks_around_the_view(site: Property, view: View) -> Iterator[Fault]:
    yield Fault(site, str(sorted(item.logical_id for item in view.stackset.items)))  # type: ignore[attr-defined]


JUDGES = [
    (asks_own_name, 0, 0),
    (asks_all_queues, 1, 1),
    (finds_second, 0, 1),
    (asks_whether_third_is_there, 0, 1),
    (asks_the_order, 0, 1),
    (looks_around_the_view, 1, 1),
]


@pytest.mark.parametrize(("function", "after_a", "after_b"), JUDGES, ids=[row[0].__name__ for row in JUDGES])
def test_a_truth_is_asked_again_where_an_answer_differs(function: Any, after_a: int, after_b: int) -> None:
    truth = Truth("X-1", "title", "why", "fix", "source", ("AWS::SNS::Topic",), function)
    family: dict[str, Any] = {}
    worlds = [world(family), world(family, A="yes"), world(family, B="yes"), world(family)]
    memory: Memory = family["truths"]
    judged, told = [], []
    for view in worlds:
        before = memory.judged
        told.append([verdict.message for verdict in memory.judge(truth, view.all("AWS::SNS::Topic")[0], view)])
        judged.append(memory.judged - before)
    alone = [Memory() for _ in worlds]
    fresh = [world({}), world({}, A="yes"), world({}, B="yes"), world({})]
    assert told == [
        [verdict.message for verdict in one.judge(truth, view.all("AWS::SNS::Topic")[0], view)]
        for one, view in zip(alone, fresh, strict=True)
    ]
    assert judged[:3] == [1, after_a, after_b]


def test_what_is_not_known_is_an_answer_too() -> None:
    truth = Truth("X-1", "title", "why", "fix", "source", ("AWS::SNS::Topic",), finds_second)
    family: dict[str, Any] = {}
    for view in (world(family), world(family, A="yes")):
        [verdict] = memory_of(Subject("t.json", (), family=family)).judge(truth, view.all("AWS::SNS::Topic")[0], view)
        assert verdict.status == "UNKNOWN"
    assert family["truths"].judged == 1


def test_our_worlds_come_to_the_same_with_and_without_memory() -> None:
    shared = Subject(str(TEMPLATE), REGIONS, GIVEN, configured=True)
    found = worlds_of(shared)
    for one in found.worlds:
        order = found.order(one.changes)
        alone = Subject(str(TEMPLATE), order, {**GIVEN, **one.changes}, configured=True)
        world = shared.in_world(one.changes, order)
        vars(alone)["origin"] = world.origin
        assert list(faults(world)) == list(faults(alone))


def test_no_world_is_taken_for_another_nor_for_one_that_is_gone() -> None:
    here = world({})
    _ = here.stackset
    [question] = here.asked
    assert here.answer(question) is True
    assert world({}).answer(question) is False
    assert not any(isinstance(part, int) for part in question), "a number may be given again"

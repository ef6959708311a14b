"""What is wrong in some world is told with the smallest set of parameters that shows it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tapstack.checks.own import own
from tapstack.checks.subject import Subject
from tapstack.checks.worlds import in_every_world, worlds_of
from tapstack.findings import Check, Finding, InputError, Severity, Status
from tapstack.template.load import loads

NAMED = Check("T-1", "test", "A topic has a name.", "why", "fix", "source", Severity.ERROR)


def text(default: str, *allowed: str, **more: Any) -> dict[str, Any]:
    return {"Type": "String", "Default": default, **more, **({"AllowedValues": list(allowed)} if allowed else {})}


def on(name: str) -> dict[str, Any]:
    return {"Fn::Equals": [{"Ref": name}, "yes"]}


def flagged(*names: str, **bodies: Any) -> dict[str, Any]:
    return {
        "Parameters": {name: text("no", "yes", "no") for name in names} | bodies.pop("Parameters", {}),
        "Conditions": {f"Is{name}": on(name) for name in names} | bodies.pop("Conditions", {}),
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}} | bodies.pop("Resources", {}),
        **bodies,
    }


def subject(body: dict[str, Any], given: dict[str, str] | None = None, *regions: str) -> Subject:
    made = Subject("t.json", regions or ("us-east-1",), given or {})
    vars(made)["template"] = loads(json.dumps(body), "t.json")
    return made


def judge(made: Subject) -> Iterator[Finding]:
    """FAIL for a topic called bad, UNKNOWN for one that the test leaves open."""
    for region, stack in made.stacks.items():
        for name, body in stack.bodies.items():
            value = body.get("Properties", {}).get("TopicName", "good")
            status = {"bad": Status.FAIL, "open": Status.UNKNOWN}.get(value[:4].rstrip("-"), Status.PASS)
            yield own(made, NAMED, status, f"It is called {value}.", ("Resources", name), region)


def topic(*conditions: str, name: str = "bad", otherwise: Any = "good") -> dict[str, Any]:
    """Called ``name`` where all conditions hold."""
    value: Any = name
    for condition in conditions:
        value = {"Fn::If": [condition, value, otherwise]}
    return {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": value}}


def messages(made: Subject) -> list[str]:
    return [found.message for found in in_every_world(made, judge) if found.status is not Status.PASS]


def test_a_fault_in_another_world_is_told_with_what_shows_it() -> None:
    assert messages(subject(flagged("A", "B", Resources={"Topic": topic("IsA")}))) == [
        "It is called bad. This is so with A=yes."
    ]


def test_two_parameters_are_both_told_and_in_the_order_of_the_template() -> None:
    assert messages(subject(flagged("A", "B", "C", Resources={"Topic": topic("IsC", "IsA")}))) == [
        "It is called bad. This is so with A=yes, C=yes."
    ]


def test_among_many_parameters_only_those_that_matter_are_told() -> None:
    names = [f"P{number}" for number in range(12)]
    made = subject(flagged(*names, Resources={"Topic": topic("IsP3"), "Other": topic("IsP7", "IsP9")}))
    assert worlds_of(made).pairwise
    assert sorted(messages(made)) == [
        "It is called bad. This is so with P3=yes.",
        "It is called bad. This is so with P7=yes, P9=yes.",
    ]


def test_what_the_given_world_shows_is_not_told_again() -> None:
    made = subject(flagged("A", Resources={"Topic": topic(), "Other": topic("IsA")}))
    assert messages(made) == ["It is called bad.", "It is called bad. This is so with A=yes."]


def test_a_given_value_is_where_the_worlds_begin() -> None:
    made = subject(flagged("A", Resources={"Topic": topic("IsA")}), {"A": "yes"})
    assert messages(made) == ["It is called bad."]


def test_a_change_that_a_rule_asks_for_is_told_too() -> None:
    rule = {"Assertions": [{"Assert": on("B")}], "RuleCondition": on("A")}
    names = [f"P{number}" for number in range(10)]
    made = subject(flagged("A", "B", *names, Resources={"Topic": topic("IsA")}, Rules={"R": rule}))
    assert messages(made) == ["It is called bad. This is so with A=yes, B=yes."]


def test_not_known_in_another_world_is_told_where_nothing_was_made_up() -> None:
    assert messages(subject(flagged("A", Resources={"Topic": topic("IsA", name="open")}))) == [
        "It is called open. This is so with A=yes."
    ]
    free = {
        "Parameters": {"Name": text("")},
        "Conditions": {"HasName": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Name"}, ""]}]}},
        "Resources": {"Topic": topic("HasName", name="open")},
    }
    assert messages(subject(free)) == []
    assert messages(subject({**free, "Resources": {"Topic": topic("HasName")}})) == [
        "It is called bad. This is so with Name=another-value."
    ]


def test_not_known_is_not_told_where_it_is_wrong_in_some_world() -> None:
    opened = topic("IsA", otherwise={"Fn::If": ["IsB", "open", "good"]})
    assert messages(subject(flagged("A", "B", Resources={"Topic": opened}))) == [
        "It is called bad. This is so with A=yes."
    ]


def test_a_secret_stays_one() -> None:
    body = flagged(
        Parameters={"Key": text("s3cr3t", NoEcho=True)},
        Conditions={"IsKey": {"Fn::Equals": [{"Ref": "Key"}, "other-key"]}},
        Resources={"Topic": topic("IsKey")},
    )
    assert messages(subject(body)) == ["It is called bad. This is so with Key=(another value)."]


@pytest.mark.parametrize("regions", [("us-east-1", "eu-west-1"), ("eu-west-1", "us-east-1")])
def test_regions_swap_their_turns_with_their_parts(regions: tuple[str, ...]) -> None:
    first = text(regions[0], *regions)
    body = {
        "Parameters": {"First": first},
        "Conditions": {"IsFirst": {"Fn::Equals": [{"Ref": "First"}, {"Ref": "AWS::Region"}]}},
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
    }
    orders: list[tuple[tuple[str, ...], str]] = []

    def note(made: Subject) -> Iterator[Finding]:
        orders.append((made.regions, str(made.values.values["First"])))
        yield from ()

    assert list(in_every_world(subject(body, None, *regions), note)) == []
    assert orders == [(regions, regions[0]), (regions[::-1], regions[1])]


def test_few_worlds_are_judged_to_find_the_smallest_set() -> None:
    """A part that is in no world that shows nothing is tried first: half the others need not be asked for."""
    names = [f"P{number}" for number in range(12)]
    made = subject(flagged(*names, Resources={f"Topic{number}": topic(f"IsP{number}") for number in range(12)}))
    judged: list[Subject] = []

    def counted(one: Subject) -> Iterator[Finding]:
        judged.append(one)
        return judge(one)

    told = [found for found in in_every_world(made, counted) if found.status is Status.FAIL]
    assert len(told) == 12
    assert len(judged) <= len(worlds_of(made).worlds) + 18


def test_what_the_given_world_leaves_empty_is_not_known_in_another() -> None:
    named = {"Type": "AWS::SNS::Topic", "Condition": "IsA", "Properties": {"TopicName": {"Fn::Sub": "bad${Name}"}}}
    empty = {"Parameters": {"Name": text("")}}
    seen: list[Any] = []

    def note(made: Subject) -> Iterator[Finding]:
        seen.append(made.values.values["Name"])
        yield from ()

    list(in_every_world(subject(flagged("A", Resources={"Topic": named}, **empty)), note))
    assert seen[0] == ""
    assert seen[1].why == "no value is given for Name, which nothing used so far"
    seen.clear()
    used = {"Topic": named, "Other": {**named, "Condition": "IsB"}}
    list(in_every_world(subject(flagged("A", "B", Resources=used, **empty), {"B": "yes"}), note))
    assert set(seen) == {""}


def test_every_message_of_one_place_is_told() -> None:
    def twice(made: Subject) -> Iterator[Finding]:
        for found in judge(made):
            yield found
            yield own(made, NAMED, found.status, "It is bad.", ("Resources", "Topic"), "us-east-1")

    told = in_every_world(subject(flagged("A", Resources={"Topic": topic("IsA")})), twice)
    assert [found.message for found in told if found.status is Status.FAIL] == [
        "It is called bad. This is so with A=yes.",
        "It is bad. This is so with A=yes.",
    ]


def test_a_world_that_nothing_can_be_built_for_is_named() -> None:
    def refuse(made: Subject) -> Iterator[Finding]:
        if made.values.values["A"] == "yes":
            raise InputError("It is too large.", remedy="Make it smaller.")
        yield from ()

    with pytest.raises(InputError, match=r"It is too large. This is so with A=yes. Make it smaller."):
        list(in_every_world(subject(flagged("A")), refuse))


def test_not_known_for_two_reasons_is_told_with_the_one_that_is_not_made_up() -> None:
    free = {
        "Parameters": {"Name": text("")},
        "Conditions": {"HasName": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Name"}, ""]}]}},
        "Resources": {"Topic": topic("IsA", name="open", otherwise={"Fn::If": ["HasName", "open", "good"]})},
    }
    assert messages(subject(flagged("A", **free))) == ["It is called open. This is so with A=yes."]


def at_home(here: str, there: str) -> Subject:
    """A topic of one region, called so ``here``, the given home, and otherwise where parameters move it."""
    named = {"Fn::If": ["IsEast", {"Fn::Sub": here}, {"Fn::Sub": there}]}
    body = {
        "Parameters": {"Home": text("us-east-1", "us-east-1", "eu-west-1")},
        "Conditions": {
            "IsEast": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]},
            "IsHome": {"Fn::Equals": [{"Ref": "AWS::Region"}, {"Ref": "Home"}]},
        },
        "Resources": {
            "Topic": {"Type": "AWS::SNS::Topic", "Condition": "IsHome", "Properties": {"TopicName": named}},
        },
    }
    return subject(body, None, "us-east-1", "eu-west-1")


@pytest.mark.parametrize(
    ("here", "there", "more"),
    [
        ("open-${AWS::Region}", "open-${AWS::Region}", []),
        (
            "open-${AWS::Region}",
            "open-${AWS::Region}-b",
            ["It is called open-eu-west-1-b. This is so with Home=eu-west-1."],
        ),
        ("bad", "bad", ["It is called bad. This is so with Home=eu-west-1."]),
    ],
)
def test_what_is_not_known_is_told_once_where_only_the_regions_change_places(
    here: str, there: str, more: list[str]
) -> None:
    assert messages(at_home(here, there)) == [f"It is called {here.replace('${AWS::Region}', 'us-east-1')}.", *more]

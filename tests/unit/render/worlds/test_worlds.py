"""Which worlds a template has: a table of templates and of what each world changes."""

from typing import Any

import pytest

from tests.unit.render.worlds.worlds_of import worlds_of


def ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def equal(left: Any, right: Any) -> dict[str, Any]:
    return {"Fn::Equals": [left, right]}


def text(default: str | None = None, *allowed: str, **more: Any) -> dict[str, Any]:
    declared = {"Type": "String", **more}
    declared |= {} if default is None else {"Default": default}
    return {**declared, "AllowedValues": list(allowed)} if allowed else declared


def asserts(*assertions: Any, when: Any = None) -> dict[str, Any]:
    rule: dict[str, Any] = {"Assertions": [{"Assert": assertion} for assertion in assertions]}
    return {"Rule": rule if when is None else {**rule, "RuleCondition": when}}


PROD = {"IsProd": equal(ref("Stage"), "prod")}
STAGE = {"Stage": text("dev", "dev", "test", "prod")}
SIZES = {"dev": {"Days": "1"}, "test": {"Days": "1"}, "prod": {"Days": "9"}}
QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": {"Fn::FindInMap": ["Sizes", ref("Stage"), "Days"]}}}
REGIONS = ("us-east-1", "us-west-2", "eu-west-1")
PLACES = {"Source": text("us-east-1", *REGIONS), "Target": text("us-west-2", *REGIONS)}
IN_PLACE = {"InSource": equal(ref("Source"), ref("AWS::Region")), "InTarget": equal(ref("AWS::Region"), ref("Target"))}

TABLE: dict[str, tuple[dict[str, Any], list[dict[str, str]]]] = {
    "no parameters": ({"Conditions": {"Here": equal(ref("AWS::Region"), "us-east-1")}}, [{}]),
    "a parameter that decides nothing": ({"Parameters": STAGE}, [{}]),
    "values that come to the same are one world": ({"Parameters": STAGE, "Conditions": PROD}, [{}, {"Stage": "prod"}]),
    "two literals": (
        {"Parameters": STAGE, "Conditions": {**PROD, "IsTest": equal("test", ref("Stage"))}},
        [{}, {"Stage": "test"}, {"Stage": "prod"}],
    ),
    "free text: each literal and one other": (
        {"Parameters": {"Stage": text("prod")}, "Conditions": {**PROD, "IsTest": equal(ref("Stage"), "test")}},
        [{}, {"Stage": "test"}, {"Stage": "another-value"}],
    ),
    "another value fits the pattern": (
        {
            "Parameters": {"Key": text("", AllowedPattern="^$|^k-[0-9]{3}$")},
            "Conditions": {"HasKey": {"Fn::Not": [equal(ref("Key"), "")]}},
        },
        [{}, {"Key": "k-000"}],
    ),
    "a literal that is not allowed is no world": (
        {"Parameters": {"Stage": text("dev", "dev", "test")}, "Conditions": PROD},
        [{}],
    ),
    "a number": (
        {
            "Parameters": {"Days": {"Type": "Number", "Default": 0, "MinValue": 0, "MaxValue": 9}},
            "Conditions": {"Keeps": {"Fn::Not": [equal(ref("Days"), 0)]}},
        },
        [{}, {"Days": "1"}],
    ),
    "a list, joined": (
        {
            "Parameters": {"Names": {"Type": "CommaDelimitedList", "Default": ""}},
            "Conditions": {"HasNames": {"Fn::Not": [equal({"Fn::Join": ["", ref("Names")]}, "")]}},
        },
        [{}, {"Names": "another-value"}],
    ),
    "parts of a text": (
        {
            "Parameters": {"Stage": text("dev"), "Area": text("x")},
            "Conditions": {"Both": equal({"Fn::Sub": "${Stage}-${Area}"}, "prod-eu")},
        },
        [{}, {"Stage": "prod", "Area": "eu"}],
    ),
    "compared with each other": (
        {"Parameters": {"A": text("x"), "B": text("y")}, "Conditions": {"Same": equal(ref("A"), ref("B"))}},
        [{}, {"B": "x"}],
    ),
    "a rule forbids": (
        {
            "Parameters": {**STAGE, "Copies": text("no", "yes", "no")},
            "Conditions": {**PROD, "Copied": equal(ref("Copies"), "yes")},
            "Rules": asserts(equal(ref("Copies"), "yes"), when=equal(ref("Stage"), "prod")),
        },
        [{}, {"Copies": "yes"}, {"Stage": "prod", "Copies": "yes"}],
    ),
    "a rule asks for what decides nothing itself": (
        {
            "Parameters": {**STAGE, "Size": text("small", "small", "large")},
            "Conditions": PROD,
            "Rules": asserts(equal(ref("Size"), "large"), when=equal(ref("Stage"), "prod")),
        },
        [{}, {"Stage": "prod", "Size": "large"}],
    ),
    "a rule's list of literals": (
        {
            "Parameters": {"Size": text("s")},
            "Conditions": {"IsLarge": equal(ref("Size"), "l")},
            "Rules": asserts({"Fn::Contains": [["s", "m"], ref("Size")]}),
        },
        [{}],
    ),
    "no value is given": (
        {"Parameters": {"Stage": text(None, "dev", "prod")}, "Conditions": PROD},
        [{}, {"Stage": "dev"}, {"Stage": "prod"}],
    ),
    "a rule that the given world breaks": (
        {
            "Parameters": {"A": text("x", "x", "y"), "B": text("x", "x", "y")},
            "Conditions": {"AIsX": equal(ref("A"), "x"), "BIsX": equal(ref("B"), "x")},
            "Rules": asserts({"Fn::Not": [equal(ref("A"), ref("B"))]}),
        },
        [{}, {"B": "y"}, {"A": "y"}],
    ),
    "what a mapping holds": (
        {"Parameters": STAGE, "Mappings": {"Sizes": SIZES}, "Resources": {"Queue": QUEUE}},
        [{}, {"Stage": "prod"}],
    ),
    "only AWS knows it": (
        {"Parameters": {"Stage": text("/stage") | {"Type": "AWS::SSM::Parameter::Value<String>"}}, "Conditions": PROD},
        [{}],
    ),
    "hidden by another condition": (
        {
            "Parameters": {"A": text("no", "yes", "no"), "B": text("no", "yes", "no")},
            "Conditions": {"Both": {"Fn::And": [equal(ref("A"), "yes"), equal(ref("B"), "yes")]}},
        },
        [{}, {"A": "yes", "B": "yes"}],
    ),
}


@pytest.mark.parametrize(("body", "changes"), TABLE.values(), ids=TABLE)
def test_the_worlds_of_a_template(body: dict[str, Any], changes: list[dict[str, str]]) -> None:
    found = worlds_of(body)
    assert [dict(world.changes) for world in found.worlds] == changes
    assert (found.possible, found.pairwise) == (len(changes), False)


def test_the_given_world_is_that_of_the_values_given() -> None:
    found = worlds_of({"Parameters": STAGE, "Conditions": PROD}, {"Stage": "prod"})
    assert [dict(world.changes) for world in found.worlds] == [{}, {"Stage": "dev"}]
    assert [world.truths["us-east-1"]["IsProd"] for world in found.worlds] == [True, False]
    assert [world.values.values["Stage"] for world in found.worlds] == ["prod", "dev"]


def test_regions_of_the_set_change_places_and_others_are_left_out() -> None:
    body = {
        "Parameters": PLACES,
        "Conditions": IN_PLACE,
        "Rules": asserts({"Fn::Not": [equal(ref("Source"), ref("Target"))]}),
    }
    found = worlds_of(body, regions=REGIONS[:2])
    assert [dict(world.changes) for world in found.worlds] == [{}, {"Source": "us-west-2", "Target": "us-east-1"}]
    assert found.gaps[0] == "Source: eu-west-1, where no stack is judged."
    assert [world.truths["us-east-1"] for world in found.worlds] == [
        {"InSource": True, "InTarget": False},
        {"InSource": False, "InTarget": True},
    ]


def test_with_a_single_stack_the_others_may_be_anywhere() -> None:
    found = worlds_of({"Parameters": {"Source": PLACES["Source"]}, "Conditions": {"In": IN_PLACE["InSource"]}})
    assert [dict(world.changes) for world in found.worlds] == [{}, {"Source": "us-west-2"}]


def test_what_is_not_covered_is_said() -> None:
    only = {"Parameters": {"Stage": text("prod", AllowedPattern="prod|(?=x)x(?<=y)")}, "Conditions": PROD}
    assert worlds_of(only).gaps == ("Stage: no legal value was found that differs from 'prod'.",)
    made = {
        "Parameters": {"A": text("x"), "B": text("y")},
        "Conditions": {"Same": equal(ref("A"), {"Fn::Sub": "${B}-1"})},
    }
    assert "A: it is compared with a text that other parameters make." in worlds_of(made).gaps


def test_a_secret_is_not_told() -> None:
    body = {"Parameters": {"Key": text("k3y", NoEcho=True)}, "Conditions": {"Has": equal(ref("Key"), "")}}
    (_, other) = worlds_of(body).worlds
    assert (dict(other.changes), str(other)) == ({"Key": ""}, "Key=(another value)")
    assert "k3y" not in repr(other.values)


def test_loops_over_parameters_have_worlds_too() -> None:
    body = {
        "Transform": "AWS::LanguageExtensions",
        "Parameters": {**STAGE, "Names": {"Type": "CommaDelimitedList", "Default": "A,B"}},
        "Conditions": PROD,
        "Resources": {"Fn::ForEach::All": ["Name", ref("Names"), {"Topic${Name}": {"Type": "AWS::SNS::Topic"}}]},
    }
    assert [dict(world.changes) for world in worlds_of(body).worlds] == [{}, {"Stage": "prod"}]


FLAGS = {f"Flag{number}": text("no", "yes", "no") for number in range(12)}
FLAGGED = {f"Is{number}": equal(ref(f"Flag{number}"), "yes") for number in range(12)}


def test_many_are_covered_pairwise() -> None:
    found = worlds_of({"Parameters": FLAGS, "Conditions": FLAGGED})
    assert (found.pairwise, found.possible) == (True, 2**12)
    assert len(found.worlds) < 20
    for one in range(12):
        for other in range(one):
            pairs = {(w.truths["us-east-1"][f"Is{one}"], w.truths["us-east-1"][f"Is{other}"]) for w in found.worlds}
            assert len(pairs) == 4


def test_pairwise_keeps_to_rules_that_bind_all() -> None:
    """Flag0 excludes each other flag: one group, too large to look at every combination."""
    flags = {f"Flag{number}": text("no", "yes", "no") for number in range(16)}
    flagged = {f"Is{number}": equal(ref(f"Flag{number}"), "yes") for number in range(16)}
    exclusive = [
        {"Fn::Not": [{"Fn::And": [equal(ref("Flag0"), "yes"), equal(ref(f"Flag{number}"), "yes")]}]}
        for number in range(1, 16)
    ]
    found = worlds_of({"Parameters": flags, "Conditions": flagged, "Rules": asserts(*exclusive)})
    truths = [world.truths["us-east-1"] for world in found.worlds]
    assert {"Flag0": "yes"} in [dict(world.changes) for world in found.worlds]
    assert all(not (row["Is0"] and row[f"Is{number}"]) for row in truths for number in range(1, 16))
    assert {(row["Is1"], row["Is2"]) for row in truths} == {(a, b) for a in (True, False) for b in (True, False)}
    assert "15 pairs of choices do not meet" in found.gaps[0]


def test_what_pairs_do_not_reach_is_looked_for() -> None:
    every = {"Fn::And": [{"Condition": f"Is{number}"} for number in range(8)]}
    found = worlds_of({"Parameters": FLAGS, "Conditions": {**FLAGGED, "Every": every}})
    assert any(world.truths["us-east-1"]["Every"] for world in found.worlds)


def test_worlds_stand_by_the_number_of_their_changes() -> None:
    sizes = [len(world.changes) for world in worlds_of({"Parameters": FLAGS, "Conditions": FLAGGED}).worlds]
    assert sizes == sorted(sizes)


def test_many_worlds_keep_what_rules_ask_for_though_it_decides_nothing() -> None:
    size = {"Size": text("small", "small", "large")}
    rule = asserts(equal(ref("Size"), "large"), when=equal(ref("Flag0"), "yes"))
    found = worlds_of({"Parameters": {**FLAGS, **size}, "Conditions": FLAGGED, "Rules": rule})
    assert found.pairwise
    for world in found.worlds:
        assert (world.changes.get("Flag0") == "yes") is (world.changes.get("Size") == "large")

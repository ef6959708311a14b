"""Templates of conditions that stand on conditions, with rules between their parameters."""

from typing import Any

OPERATORS = ("Fn::And", "Fn::Or")


def deep(conditions: int = 30, depth: int = 5, bound: bool = False) -> dict[str, Any]:
    """Level upon level of conditions, the lowest comparing a parameter each; ``bound`` by rules to each other."""
    wide = conditions // depth
    named = [[f"C{level}x{place}" for place in range(wide)] for level in range(depth)]
    parameters = {f"P{place}": _parameter(place) for place in range(wide * 2)}
    made: dict[str, Any] = {}
    for level, names in enumerate(named):
        for place, name in enumerate(names):
            below = [{"Condition": named[level - 1][(place + step) % wide]} for step in (0, 1)] if level else []
            compared = [{"Fn::Equals": [{"Ref": f"P{number % (wide * 2)}"}, "b"]} for number in _numbers(level, place)]
            made[name] = {OPERATORS[(place + level) % 2]: [*below, *compared[: 2 - bool(level)]]}
    rules = {f"R{place}": _rule(place, wide * 2) for place in range(wide * 2)} if bound else {}
    resources = {"Topic": {"Type": "AWS::SNS::Topic"}}
    return {"Parameters": parameters, "Conditions": made, "Rules": rules, "Resources": resources}


def _numbers(level: int, place: int) -> tuple[int, int]:
    """Which parameters a condition compares."""
    return place + level, place + level + 3


def _parameter(place: int) -> dict[str, Any]:
    return {"Type": "String", "Default": "a", "AllowedValues": ["a", "b", "c"][: 2 + place % 2]}


def _rule(place: int, count: int) -> dict[str, Any]:
    """No two neighbours are both b."""
    both = [{"Fn::Equals": [{"Ref": f"P{number % count}"}, "b"]} for number in (place, place + 1)]
    return {"Assertions": [{"Assert": {"Fn::Not": [{"Fn::And": both}]}}]}

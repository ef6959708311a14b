"""Whatever stands where a truth looks, it gives a verdict; and in whatever order it stands, the same one."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tapstack.checks.subject import Subject
from tapstack.checks.truths import once as run
from tapstack.template.load import loads
from tests.unit.checks.truths.table import Case, cases

ODD: list[Any] = [
    "",
    "x",
    "*",
    "arn:aws:s3:::",
    "arn:aws:sqs:us-east-1:123456789012:q",
    0,
    -1,
    10**9,
    1.5,
    True,
    [],
    {},
    [[]],
    [{}],
    ["x", 1, {}],
    {"a": "b"},
    {"Ref": "AWS::NoValue"},
    {"Ref": "Unknown0"},
    {"Fn::If": ["Unknown1", "x", {"Ref": "AWS::NoValue"}]},
    {"Fn::Sub": "a-${AWS::AccountId}"},
    {"Fn::GetAZs": ""},
    {"Fn::ImportValue": "x"},
]
DECLARED: dict[str, dict[str, Any]] = {
    "Parameters": {"Unknown0": {"Type": "String"}},
    "Conditions": {"Unknown1": {"Fn::Equals": [{"Ref": "Unknown0"}, "x"]}},
}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, member in members for place in places(member, (*path, key)))]


def replaced(template: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    body = deepcopy(template)
    at: Any = body
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return body


def verdicts(case: Case, template: dict[str, Any]) -> list[tuple[Any, ...]]:
    subject = Subject("t.json", case.regions, configured=case.configured, objectives=case.objectives)
    vars(subject)["template"] = loads(json.dumps(template, default=str), "t.json")
    return [(one.check, one.status, one.region, one.resource, one.path, one.message) for one in run(subject)]


def declared(case: Case) -> dict[str, Any]:
    sections = {name: {**body, **case.template.get(name, {})} for name, body in DECLARED.items()}
    return {**case.template, **sections}


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_value_anywhere_makes_a_truth_crash(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(cases()))
    template = declared(case)
    inside = [place for place in places(template["Resources"]) if len(place) > 2 and place[1] != "Type"]
    if not inside:
        return
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(inside))
        changed = replaced(template, ("Resources", *place), data.draw(st.sampled_from(ODD)))
        assert verdicts(case, changed)


def turned(value: Any) -> Any:
    """The same with every map's keys in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(one) for one in value] if isinstance(value, list) else value


def test_no_verdict_depends_on_the_order_of_keys() -> None:
    different = [
        str(case)
        for case in cases()
        if sorted(map(str, verdicts(case, case.template))) != sorted(map(str, verdicts(case, turned(case.template))))
    ]
    assert different == []

"""Each row of the tables is found where one region has less, or what is not its own."""

from pathlib import Path
from typing import Any

import pytest

from tapstack.checks.pair.local import GROUPS
from tapstack.checks.pair.local import table as local
from tapstack.checks.pair.settings import table
from tests.unit.checks.pair.judging import EAST, EU, failed, judged

CHECKS = {"lost": "PAIR-004", "less": "PAIR-005", "capacity": "PAIR-006", "sure": "PAIR-007", "assumed": "PAIR-015"}
ROWS = [
    (group, name, row)
    for group in ("lost", "less", "capacity")
    for name, row in table(group).items()
    if row["how"] != "same" and name not in {"DeletionPolicy", "UpdateReplacePolicy"}
]
PATHS = [(group, kind, path) for group in GROUPS for kind, paths in local(group)["types"].items() for path in paths]


def stronger_and_weaker(row: dict[str, Any]) -> tuple[Any, Any]:
    match row["how"]:
        case "flag":
            return True, False
        case "unset":
            return False, True
        case "given":
            return {"A": "x"}, {"Ref": "AWS::NoValue"}
        case "order":
            flat = [level if isinstance(level, str) else level[0] for level in row["order"]]
            return flat[-1], flat[0]
        case "zero":
            return 5, 0
    return 5, 2


def nested(path: str, value: Any) -> dict[str, Any]:
    for step in reversed(path.split(".")):
        value = {step.removesuffix("[]"): [value] if step.endswith("[]") else value}
    return dict(value)


@pytest.mark.parametrize(("group", "name", "row"), ROWS, ids=[f"{group} {name}" for group, name, _ in ROWS])
def test_less_in_one_region_is_found(group: str, name: str, row: dict[str, Any], tmp_path: Path) -> None:
    strong, weak = stronger_and_weaker(row)
    template: dict[str, Any] = {
        "Conditions": {"InEast": {"Fn::Equals": [{"Ref": "AWS::Region"}, EAST]}},
        "Resources": {"T": {"Type": "Custom::T", "Properties": nested(name, {"Fn::If": ["InEast", strong, weak]})}},
    }
    (found,) = failed(judged(template, tmp_path))[CHECKS[group]]
    assert found.region == EU
    template["Resources"]["T"]["Properties"] = nested(name, strong)
    assert not failed(judged(template, tmp_path))


@pytest.mark.parametrize(("group", "kind", "path"), PATHS, ids=[f"{kind} {path}" for _, kind, path in PATHS])
def test_what_is_not_of_the_own_region_is_found(group: str, kind: str, path: str, tmp_path: Path) -> None:
    body = {"Type": kind, "Properties": nested(path, f"arn:aws:service:{EAST}:123456789012:thing")}
    (found,) = failed(judged({"Resources": {"T": body}}, tmp_path))[CHECKS[group]]
    assert found.region == EU
    body["Properties"] = nested(path, {"Fn::Sub": "arn:aws:service:${AWS::Region}:123456789012:thing"})
    assert not failed(judged({"Resources": {"T": body}}, tmp_path))

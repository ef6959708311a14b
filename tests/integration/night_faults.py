"""Faults planted into our template, one at a time."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tapstack.checks import links, pair, truths
from tapstack.checks.subject import Subject
from tapstack.config import read
from tapstack.findings import Finding, Status
from tapstack.pipeline.layers import layer
from tapstack.template.load import loads

ROOT = Path(__file__).parents[2]
TEMPLATE = json.loads((ROOT / "lib" / "TapStack.json").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("night_faults.yaml").read_text(encoding="utf-8"))
REGIONS = ("eu-central-1", "us-east-1")
ONCE = {"truths": truths.once, "links": links.once, "pair": pair.once}
LAYERS = tuple(ONCE)
OBJECTIVES = read(ROOT).objectives
AS_OF = date(2026, 11, 25)


def missed() -> list[dict[str, Any]]:
    """The faults that cfn-lint and moto are known to miss."""
    rows: list[dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("missed_by_lint.yaml").read_text(encoding="utf-8")
    )
    return rows


def second_night() -> list[dict[str, Any]]:
    """The faults of someone who came later."""
    rows: list[dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("second_night.yaml").read_text(encoding="utf-8")
    )
    return rows


def planted(row: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = deepcopy(TEMPLATE)
    for path, value in row.get("set", {}).items():
        parent, last = _parent(body, path)
        if isinstance(parent, list) and last == len(parent):
            parent.append(value)
        else:
            parent[last] = value
    for path in row.get("drop", ()):
        parent, last = _parent(body, path)
        del parent[last]
        if path.count("/") == 0:
            _forget(body, path)
    return body


def _parent(body: dict[str, Any], path: str) -> tuple[Any, Any]:
    *steps, last = (int(step) if step.isdecimal() else step for step in path.split("/"))
    at: Any = body["Resources"]
    for step in steps:
        at = _inside(at, step)[step]
    return _inside(at, last), last


def _inside(at: Any, step: Any) -> Any:
    """The first branch of Fn::If, unless the step names the function itself."""
    while isinstance(at, dict) and set(at) == {"Fn::If"} and step != "Fn::If":
        at = at["Fn::If"][1]
    return at


def _forget(body: dict[str, Any], logical_id: str) -> None:
    """Nothing refers any more to a resource that was taken away."""
    after = body["Resources"]["MigrationRecord"]["Properties"]["After"]
    body["Resources"]["MigrationRecord"]["Properties"]["After"] = [
        one for one in after if f'"{logical_id}"' not in json.dumps(one)
    ]


def judged(
    body: dict[str, Any], parameters: dict[str, str] | None = None, layers: tuple[str, ...] = LAYERS
) -> list[Finding]:
    """What fails in the world of the configured parameters and these."""
    given = {"EnvironmentSuffix": "verify", **(parameters or {})}
    subject = Subject(
        "lib/TapStack.json", REGIONS, given=given, complete=True, configured=True, objectives=OBJECTIVES, as_of=AS_OF
    )
    vars(subject)["template"] = loads(json.dumps(body), "lib/TapStack.json")
    return [one for name in layers for one in ONCE.get(name, layer(name))(subject) if one.status is Status.FAIL]

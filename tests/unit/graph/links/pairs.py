"""Two regions of small templates."""

import json
from collections.abc import Mapping
from typing import Any

from tapstack.graph.links import Link, links
from tapstack.graph.stackset import StackSet
from tapstack.render import Place, compile_template
from tapstack.template.load import loads

FIRST, SECOND = "eu-central-1", "us-east-1"
CONDITIONS = {
    "IsFirst": {"Fn::Equals": [{"Ref": "AWS::Region"}, FIRST]},
    "IsSecond": {"Fn::Equals": [{"Ref": "AWS::Region"}, SECOND]},
}


def stackset(resources: Mapping[str, Any], regions: tuple[str, ...] = (FIRST, SECOND)) -> StackSet:
    program = compile_template(loads(json.dumps({"Conditions": CONDITIONS, "Resources": resources}), "t.json"))
    values = program.parameters.resolve({}, complete=False)
    return StackSet({region: program.render(values, Place(region)) for region in regions})


def linked(resources: Mapping[str, Any]) -> list[Link]:
    return links(stackset(resources))


def rows(resources: Mapping[str, Any]) -> list[tuple[str, str, str, str | None, str, bool | None]]:
    """(from, its region, path, to, when, exists) of each link."""
    return [
        (one["from"], one["region"], one["path"], one["target"], one["when"], one["exists"])
        for one in (link.to_json() for link in linked(resources))
    ]


def resource(kind: str, condition: str | None = None, **properties: Any) -> dict[str, Any]:
    body = {"Type": f"AWS::{kind}", "Properties": properties}
    return body | ({"Condition": condition} if condition else {})


def sub(text: str) -> dict[str, str]:
    return {"Fn::Sub": text}

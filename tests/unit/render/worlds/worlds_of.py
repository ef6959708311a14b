"""The worlds of a template that is given as its body."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tapstack.render import Place, compile_template
from tapstack.render.worlds import Worlds, worlds
from tapstack.template.load import loads
from tapstack.template.rules import RuleSet

RESOURCES = {"Topic": {"Type": "AWS::SNS::Topic"}}


def worlds_of(
    body: Mapping[str, Any], given: Mapping[str, Any] | None = None, regions: Sequence[str] = ("us-east-1",)
) -> Worlds:
    program = compile_template(loads(json.dumps({"Resources": RESOURCES, **body}), "t.json"))
    rules = RuleSet(program.template, program.parameters)
    values = program.parameters.resolve(given or {}, complete=False)
    return worlds(program, rules, values, [Place(region) for region in regions])

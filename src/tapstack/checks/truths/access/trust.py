"""ACCESS-001: a role lets the service that is to work with it assume it."""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from tapstack.access import Given, Service, account, arn, given, perhaps, trusts
from tapstack.checks.truths.access.asking import any_of, certainly
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.installed import read_json
from tapstack.graph.stackset import Item, Property

Row = tuple[str, tuple[str, ...]]


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = read_json(Path(__file__).with_name("roles.json"))
    return found


@cache
def rows() -> dict[str, list[Row]]:
    """By resource type: the paths of roles, and the services of which each may be the one that assumes it."""
    found: dict[str, list[Row]] = {}
    for kind, path, services in _table()["roles"]:
        found.setdefault(kind, []).append((path, tuple(services)))
    return found


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each role of the set whose trust policy has none of the services."""
    for path, services in rows()[properties.item.type]:
        for named in certainly(properties.each(path), partial(_is_shut, services, view)):
            yield Fault(named, f"The role behind {named.shown} does not let {services[0]} assume it.")


def _is_shut(services: tuple[str, ...], view: View, named: Property) -> bool:
    return any(not _lets(role, services, named.item, view) for role in _roles(named, view))


def _roles(named: Property, view: View) -> Iterator[Item]:
    """The role that is named, or the one of the instance profile that is."""
    found = view.find(named, "AWS::IAM::Role", "AWS::IAM::InstanceProfile")
    if found is not None and found.type == "AWS::IAM::InstanceProfile":
        for one in found["Roles"].items:
            yield from _roles(one, view)
    elif found is not None:
        yield found


def _lets(role: Item, services: tuple[str, ...], item: Item, view: View) -> bool:
    return any_of(services, lambda name: trusts(role, Service(name, item.region), _context(name, item, view), view))


def _context(service: str, item: Item, view: View) -> dict[str, Given]:
    """What is known of the request by which the service assumes the role."""
    sends = service.removesuffix(".amazonaws.com") in _table()["sends_source"]
    context = {"aws:sourceaccount": given(account(item)) if sends else perhaps(account(item))}
    if item.type in _table()["source_is_resource"]:
        context["aws:sourcearn"] = given(arn(item, view))
    return {**context, "aws:securetransport": given("true"), "aws:principalisawsservice": given("true")}


TRUTH = Truth(
    id="ACCESS-001",
    title="A role's trust policy lets the service that works with it assume it",
    why="The service refuses the role when the resource is made (Lambda, Step Functions, flow logs), or takes it and"
    " fails at its first use, where nobody looks.",
    fix="Allow sts:AssumeRole to the service's principal in AssumeRolePolicyDocument, under conditions that hold: on"
    " keys that the service's user guide says it sends.",
    source="IAM User Guide, roles for AWS services; user guide of each service, the trust policy of its role",
    about=tuple(rows()),
    judge=judge,
)

"""REFERS-008: what a policy, a variable or a document names by ARN is made by a stack of the set."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.mentions import Thing, arns, path_of, thing
from tapstack.checks.truths.references.table import rows
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import NotKnown, Property

_TYPES = (
    "AWS::IAM::Role",
    "AWS::IAM::Policy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::RolePolicy",
    "AWS::Lambda::Function",
    "AWS::StepFunctions::StateMachine",
    "AWS::Events::Rule",
    "AWS::Scheduler::Schedule",
    "AWS::Pipes::Pipe",
    "AWS::SSM::Parameter",
    "AWS::ECS::TaskDefinition",
    "Custom::*",
)


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for each ARN without wildcards that no stack makes."""
    known = {row.path for row in rows(site.item.type)}
    unknown: NotKnown | None = None
    for place in arns(site.item):
        if path_of(place) in known or _OTHERS & set(map(str, place.path)):
            continue
        try:
            if (named := thing(place.pattern)) and not _made(named, place, view):
                yield Fault(place, f"No stack makes {place.shown}.")
        except NotKnown as why:
            unknown = unknown or why
    if unknown:
        raise unknown


def _made(named: Thing, place: Property, view: View) -> bool:
    """Whether a stack makes it; for a permission it is enough that one would under another condition."""
    return view.exists(named.arn, *named.types) or (
        "Statement" in place.path and view.left_out(named.arn, *named.types)
    )


_OTHERS = frozenset({"FunctionName", "StateMachineArn", "DeadLetterConfig", "Principal"})
"""What has a truth of its own."""


TRUTH = Truth(
    id="REFERS-008",
    title="What a policy, a variable or a document names by ARN is made by a stack of the set",
    why="The permission is for nothing, and the code, the rule or the workflow fails when it gets there.",
    fix="Correct the name; where a condition leaves the thing out, leave out the mention, too.",
    source="assumption: an ARN of this account in a configured template is of the set, unless the configuration"
    " declares it",
    about=_TYPES,
    judge=judge,
    severity=Severity.WARNING,
)

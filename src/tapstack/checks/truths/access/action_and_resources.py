"""ACCESS-092: an action is on some resource of its statement."""

from collections.abc import Iterator

from tapstack.access import canonical, ones
from tapstack.access.applies import Applies, applies_to, may_be_one
from tapstack.checks.truths.access.documents import IDENTITY, identity_statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property
from tapstack.render.pattern import shown


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each action that none of the resources of its statement can be one for."""
    for statement in identity_statements(properties):
        if statement["Resource"].raw is None:
            continue
        resources = [canonical(one.pattern, view) for one in ones(statement["Resource"])]
        if not all(resource.startswith(("arn:", "*")) for resource in resources):
            continue
        for action in ones(statement["Action"]):
            found = applies_to(action.pattern)
            if found is not None and not found.only_all and not _fits(found, resources):
                yield Fault(action, f"{action.shown} is on none of {', '.join(map(shown, resources))[:160]}.")


def _fits(found: Applies, resources: list[str]) -> bool:
    return any(may_be_one(resource, glob) for resource in resources for glob in found.globs)


TRUTH = Truth(
    id="ACCESS-092",
    title="An action can be on some resource of its statement",
    why="IAM takes the policy; the action is refused at run time, for the statement never applies to it: an"
    " action on objects and the ARN of a bucket, or the alias of a key where the key is meant.",
    fix="Name the kind of resource that the action is on: bucket/* for objects, key/ID for a key, stream ARNs for"
    " stream actions.",
    source="assumption: Service Authorization Reference, resource types of each action; that another statement"
    " permits the action is not looked for",
    about=IDENTITY,
    judge=judge,
    severity=Severity.WARNING,
)

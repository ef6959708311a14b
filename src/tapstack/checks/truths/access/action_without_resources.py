"""ACCESS-091: an action that is on no resource is permitted on all."""

from collections.abc import Iterator

from tapstack.access import canonical, ones
from tapstack.access.applies import applies_to
from tapstack.checks.truths.access.documents import IDENTITY, identity_statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each such action whose statement names resources only, in full: AWS asks for some by ``table/*``."""
    for statement in identity_statements(properties):
        if statement["Resource"].raw is None or any(
            "*" in canonical(one.pattern, view) for one in ones(statement["Resource"])
        ):
            continue
        for action in ones(statement["Action"]):
            found = applies_to(action.pattern)
            if found is not None and found.only_all:
                yield Fault(action, f"{action.shown} is on no resource: this statement never applies to it.")


TRUTH = Truth(
    id="ACCESS-091",
    title="An action that is on no resource stands in a statement with Resource *",
    why="IAM takes the policy; the action is refused at run time, for the statement never applies to it.",
    fix='Move the action to a statement with Resource: "*".',
    source="assumption: Service Authorization Reference, actions without resource types; that another statement"
    " permits the action is not looked for",
    about=IDENTITY,
    judge=judge,
    severity=Severity.WARNING,
)

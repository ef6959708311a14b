"""BACKUP-016: names of restore tests, as they come out, have letters, digits and underscores only."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN, lengths

_FORBIDDEN = re.compile("[^A-Za-z0-9_]")
_NAMES = {
    "AWS::Backup::RestoreTestingPlan": "RestoreTestingPlanName",
    "AWS::Backup::RestoreTestingSelection": "RestoreTestingSelectionName",
}


def judge(resource: Property, _: View) -> Iterator[Fault]:
    """A fault for another character, and for a name that is longer than 50."""
    name = resource[_NAMES[resource.item.type]]
    if found := _FORBIDDEN.search(TOKEN.sub("", name.pattern)):
        yield Fault(name, f"The name {name.shown} has the character {found[0]!r}.")
    if lengths(name.pattern)[0] > 50:
        yield Fault(name, f"The name {name.shown} has {lengths(name.pattern)[0]} characters; it takes 50.")


TRUTH = Truth(
    id="BACKUP-016",
    title="Names of restore testing plans and selections have at most 50 letters, digits and underscores",
    why="Backup answers InvalidParameterValueException, and the stack fails.",
    fix="Replace hyphens by underscores: Fn::Join over Fn::Split.",
    source="botocore backup, RestoreTestingPlanForCreate.RestoreTestingPlanName and"
    " RestoreTestingSelectionForCreate.RestoreTestingSelectionName (alphanumeric characters and underscores; 50)",
    about=tuple(_NAMES),
    judge=judge,
)

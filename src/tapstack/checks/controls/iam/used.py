"""IAM-09, the one half: what a role is granted, somebody does under it."""

from collections.abc import Iterator

from tapstack.access.globs import like
from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.iam.granted import written
from tapstack.checks.controls.iam.needs import ROLE, Needs, needs
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each action that nobody takes; where somebody's actions are not known, that is not known."""
    role = properties.item
    needed = needs(role, view)
    for action in written(role, view):
        if any(like(one, action.pattern.lower()) for one in needed.actions):
            continue
        if needed.doubts:
            raise NotKnown(f"whether {action.shown} is used is not known: {needed.doubts[0]}")
        yield Fault(action, f"{role} grants {action.shown}, and {_nobody(needed)} uses it.")


def _nobody(needed: Needs) -> str:
    return f"none of {', '.join(needed.who)}" if needed.who else "nobody in the set"


CONTROL = ControlCheck(
    name="IAM_GRANTED_ACTION_USED",
    title="What a role is granted is done under it: by its code, or by a service for it",
    why="A permission that nobody needs is one that only an attacker uses.",
    fix="Take the action out of the policy.",
    source="src/tapstack/checks/controls/iam: operations.json, lent.json, services.json (each with its pages);"
    " assumption: a method or text of the code that is the name of an operation may be a call of it. AWS's managed"
    " policies are not judged here",
    controls=("IAM-09",),
    about=(ROLE,),
    judge=judge,
)

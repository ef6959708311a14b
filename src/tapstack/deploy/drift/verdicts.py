"""What a detection of drift says, as findings; and whether the file is ahead of the StackSet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tapstack.deploy.checks import AHEAD, DRIFTED
from tapstack.deploy.drift.found import CHANGED, ResourceDrift
from tapstack.deploy.proving.answers import Answer, failed, nothing, open_, passed
from tapstack.deploy.proving.verdict import Verdict
from tapstack.findings import Status

if TYPE_CHECKING:
    from tapstack.deploy.standing.stacks import StandingStack

_SYNC = "IN_SYNC"
_DIGITS = 12


def of_region(stack: StandingStack, drifts: Sequence[ResourceDrift]) -> Iterator[Verdict]:
    """A verdict for every resource of a stack: SKIP for those of which CloudFormation tells nothing."""
    known = {one.logical_id: one for one in drifts}
    for name, resource in stack.resources.items():
        one = known.get(name)
        answer = nothing(f"CloudFormation does not look for drift of {resource.type}.") if one is None else _answer(one)
        yield Verdict(DRIFTED, answer, stack.region, name)


def _answer(one: ResourceDrift) -> Answer:
    if one.status == _SYNC:
        return passed(f"{one.physical_id} is as CloudFormation made it.")
    if one.status == "DELETED":
        return failed(f"{one.physical_id} was deleted.")
    if one.status in CHANGED:
        told = "; ".join(difference.text for difference in one.differences) or "AWS tells no difference"
        return failed(f"{one.physical_id} was changed: {told}.")
    why = f": {one.reason}" if one.reason else ""
    return open_(f"CloudFormation could not look at {one.physical_id}: it is {one.status}{why}.")


def of_failure(region: str, reason: str) -> Verdict:
    """A region in which nobody could look."""
    return Verdict(DRIFTED, Answer(Status.ERROR, f"Drift could not be looked for: {reason}."), region)


def of_missing(region: str) -> Verdict:
    """A region without a stack."""
    return Verdict(DRIFTED, failed("There is no stack."), region)


def of_file(differences: Sequence[str], texts: Mapping[str, str]) -> Verdict:
    """Whether the file has what the StackSet has; ``texts`` are both templates, by what they are called."""
    told = ", ".join(f"{name} {_digest(text)}" for name, text in texts.items())
    if differences:
        answer = failed(f"The file is not what the StackSet has; these differ: {', '.join(differences)} ({told}).")
    else:
        answer = passed(f"The file is what the StackSet has ({told}).")
    return Verdict(AHEAD, answer, None)


def _digest(text: str) -> str:
    return f"SHA-256 {hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"

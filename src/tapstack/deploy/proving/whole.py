"""What CloudFormation itself is asked: instances, stacks, their resources and outputs, beside what was rendered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.checks import BESIDE, DRIFT, INSTANCES, OUTPUTS, RESOURCES, STACKS
from tapstack.deploy.proving.answers import Answer, failed, judged, nothing, open_, passed
from tapstack.deploy.proving.filled import is_open
from tapstack.deploy.proving.verdict import Verdict
from tapstack.deploy.standing.stacks import COMPLETE
from tapstack.findings.plain import cut

if TYPE_CHECKING:
    from tapstack.deploy.proving.filled import Filled
    from tapstack.deploy.standing.sets import Instance, StandingSet
    from tapstack.deploy.standing.stacks import StandingStack

_MOST = 200


def of_instances(standing: StandingSet, account: str, regions: tuple[str, ...]) -> Iterator[Verdict]:
    """One verdict for each region that should have an instance, and one for each that should not."""
    for region in regions:
        yield Verdict(INSTANCES, _instance(standing.instance(region, account)), region)
    for one in standing.instances:
        if one.region not in regions:
            message = f"The StackSet has an instance in account {one.account} that this deployment does not name."
            yield Verdict(INSTANCES, failed(message), one.region)
        elif one.account != account:
            message = f"Account {one.account} has an instance, too; only {account} is asked."
            yield Verdict(INSTANCES, open_(message), one.region)


def _instance(one: Instance | None) -> Answer:
    if one is None:
        return failed("The StackSet has no instance here.")
    said = f"The stack instance is {one.status}, its last operation {one.detailed or 'unknown'}"
    return judged(one.current, f"{said}{f': {one.reason}' if one.reason and not one.current else ''}.")


def of_stack(stack: StandingStack | None, region: str) -> Iterator[Verdict]:
    """Whether the stack is complete, and has drifted as far as anybody looked."""
    if stack is None:
        yield Verdict(STACKS, failed("There is no stack."), region)
        return
    reason = f": {stack.reason}" if stack.reason and not stack.complete else ""
    yield Verdict(STACKS, judged(stack.complete, f"The stack {stack.name} is {stack.status}{reason}."), region)
    yield Verdict(DRIFT, _drift(stack.drift), region)


def _drift(status: str) -> Answer:
    if status == "DRIFTED":
        return failed("The stack is DRIFTED.")
    if status == "IN_SYNC":
        return passed("The stack was IN_SYNC when drift was detected last.")
    return nothing("Nobody has looked for drift: tapstack drift does.")


def of_resources(filled: Filled) -> Iterator[Verdict]:
    """A verdict for each resource that was rendered, and one for each that is there beside them."""
    there = filled.standing.resources
    for logical_id, rendered in filled.stack.resources.items():
        made = there.get(logical_id)
        if rendered.condition is not True:
            answer = open_("Whether its condition is true is not known.")
        elif made is None:
            answer = failed("It was rendered, and the stack does not have it.")
        elif made.type != rendered.type:
            answer = failed(f"It is {made.type} in the stack, and was rendered as {rendered.type}.")
        else:
            said = f"{made.physical_id or 'It'} is {made.status}"
            right = made.status in COMPLETE
            answer = judged(right, f"{said}{f': {made.reason}' if made.reason and not right else ''}.")
        yield Verdict(RESOURCES, answer, filled.region, logical_id)
    beside = [one for name, one in there.items() if name not in filled.stack.resources]
    for one in beside:
        message = f"The stack has {one.logical_id} ({one.type}, {one.physical_id}), which was not rendered."
        yield Verdict(BESIDE, failed(message), filled.region, one.logical_id)
    if not beside:
        yield Verdict(BESIDE, passed(f"The stack has {len(there)} resources, all of them rendered."), filled.region)


def of_outputs(filled: Filled) -> Iterator[Verdict]:
    """A verdict for each output; one whose value rendering does not know need only be there."""
    for name in filled.stack.outputs:
        yield Verdict(OUTPUTS, _output(filled, name), filled.region, path=("Outputs", name))


def _output(filled: Filled, name: str) -> Answer:
    if name not in filled.standing.outputs:
        return failed(f"The output {name} is not there.")
    told, wanted = filled.standing.outputs[name], filled.output(name)
    if is_open(wanted):
        answer = passed(f"{name} is {cut(told, _MOST)}.")
        return answer if told else failed(f"The output {name} is empty.")
    right = told == str(wanted)
    return judged(
        right, f"{name} is {cut(told, _MOST)}{'' if right else f', and should be {cut(str(wanted), _MOST)}'}."
    )

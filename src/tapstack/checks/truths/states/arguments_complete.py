"""STATES-019: A service integration is given what the service asks for, under names that it knows."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.integration import REQUIRED, integration, operations_of
from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for each missing or unknown field, and for an action that the service does not have."""
    used = integration(state)
    given = state.at["Arguments" if state.language == "JSONata" else "Parameters"]
    if used is None or (given.given and not isinstance(given.raw, dict)):
        return
    names = {name.removesuffix(".$") for name in given.members}
    if used.service != "aws-sdk":
        for need in REQUIRED.get(f"{used.service}:{used.action}", ()):
            if not names & set(need.split("|")):
                yield Fault(
                    state.at, f"{state.name} gives {used.service}:{used.action} no {need.replace('|', ' or ')}."
                )
        return
    service, _colon, action = used.action.partition(":")
    operations = operations_of(service)
    if operations is None:
        raise NotKnown(f"the actions of {service} are not known")
    if action not in operations:
        yield Fault(state.at["Resource"], f"{state.name}: {service} has no action {action}.")
        return
    required, known = operations[action]
    lower = {name.lower() for name in names}
    yield from (
        Fault(state.at, f"{state.name} gives {action} no {name}.") for name in required if name.lower() not in lower
    )
    for name in sorted(names):
        if known and name.lower() not in known:
            yield Fault(given, f"{state.name} gives {action} a field {name}, which it does not have.")


TRUTH = Truth(
    id="STATES-019",
    title="A service integration is given what the service asks for, under names that it knows",
    why="CreateStateMachine refuses a missing or unknown field (SCHEMA_VALIDATION_FAILED), or the state fails when"
    " it runs.",
    fix="Write the fields of the service's API with a capital first letter, the required ones among them.",
    source="Step Functions Developer Guide, Optimized integrations; botocore service models (required members of the"
    " operations)",
    about=(MACHINE,),
    judge=of_states(_judge, "Task"),
)

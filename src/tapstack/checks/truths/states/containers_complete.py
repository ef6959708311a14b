"""STATES-026: A Parallel has branches, and a Map exactly one processor of a mode that fits its fields."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View

_DISTRIBUTED = (
    "ItemReader",
    "ItemBatcher",
    "ResultWriter",
    "ToleratedFailurePercentage",
    "ToleratedFailureCount",
    "Label",
)


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for what is missing, doubled or of the other mode."""
    if state.kind == "Parallel":
        if not state.at["Branches"].items:
            yield Fault(state.at, f"The Parallel {state.name} has no Branches.")
        return
    given = [name for name in ("ItemProcessor", "Iterator") if state.at.has(name)]
    if len(given) != 1:
        yield Fault(state.at, f"The Map {state.name} has {' and '.join(given) or 'no ItemProcessor'}.")
        return
    config = state.at["ItemProcessor.ProcessorConfig"]
    if config.has("Mode") and not config["Mode"].is_in("INLINE", "DISTRIBUTED"):
        yield Fault(
            config["Mode"], f"The mode {config['Mode'].shown} of {state.name} is neither INLINE nor DISTRIBUTED."
        )
    elif config["Mode"].equals("DISTRIBUTED"):
        if not config["ExecutionType"].is_in("STANDARD", "EXPRESS"):
            yield Fault(config, f"The distributed Map {state.name} has no ExecutionType STANDARD or EXPRESS.")
    else:
        for name in _DISTRIBUTED:
            if state.at.has(name):
                yield Fault(state.at[name], f"{name} of {state.name} is only for a distributed Map.")


TRUTH = Truth(
    id="STATES-026",
    title="A Parallel has branches, and a Map exactly one processor of a mode that fits its fields",
    why="CreateStateMachine refuses it (SCHEMA_VALIDATION_FAILED).",
    fix="Parallel: Branches. Map: ItemProcessor or the older Iterator; Mode DISTRIBUTED with ExecutionType for"
    " ItemReader, ItemBatcher, ResultWriter and the tolerated failures.",
    source="Amazon States Language specification (https://states-language.net/spec.html), Parallel and Map state;"
    " Step Functions Developer Guide, Map state: ExecutionType is required in distributed mode",
    about=(MACHINE,),
    judge=of_states(_judge, "Parallel", "Map"),
)

"""Parts of a machine that go on at the same time: branches of Parallel, items of Map."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.behaviours.machines.failure import RUNTIME, StateError, StoppedError
from tapstack.simulate.behaviours.machines.paths import value_at
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.machines.interpreter import Interpreter
    from tapstack.simulate.clock import Steps


class Work(NamedTuple):
    """A part of a machine, its input, and the item of a Map that it is for."""

    definition: Mapping[str, Any]
    data: Any
    item: dict[str, Any]


def branches(state: Mapping[str, Any], data: Any) -> list[Work]:
    """Every branch of a Parallel state, each with the same input."""
    return [Work(branch, copy.deepcopy(data), {}) for branch in state["Branches"]]


def items(
    interpreter: Interpreter, machine: str, state: Mapping[str, Any], data: Any, context: dict[str, Any]
) -> tuple[list[Work], int]:
    """The same work for each item of an array, and how many at a time."""
    processor = state.get("ItemProcessor") or state["Iterator"]
    if processor.get("ProcessorConfig", {}).get("Mode", "INLINE") != "INLINE" or "ItemReader" in state:
        raise UnsupportedError(f"{machine} has a distributed Map; only inline ones are simulated.")
    array = value_at(state.get("ItemsPath", "$"), data, context)
    if not isinstance(array, list):
        raise StateError(RUNTIME, "ItemsPath leads to no array")
    template, works = state.get("ItemSelector", state.get("Parameters")), list[Work]()
    for index, value in enumerate(array):
        about = {"Map": {"Item": {"Index": index, "Value": value}}}
        given = value if template is None else interpreter.filled(template, data, context | about)
        works.append(Work(processor, given, about))
    return works, int(state.get("MaxConcurrency") or len(works) or 1)


def together(interpreter: Interpreter, works: list[Work], many: int) -> Steps[list[Any]]:
    """The outputs of all, at most so many at a time, in their order. The first that fails ends the others."""
    whole, results, running = interpreter.part(), list[Any]([None] * len(works)), dict[Any, int]()
    waiting = list(enumerate(works))
    while waiting or running:
        while waiting and len(running) < many:
            place, work = waiting.pop(0)
            steps = whole.part(work.item).machine(work.definition, work.data)
            running[interpreter.clock.start(kept(steps))] = place
        yield interpreter.clock.env.any_of(list(running))
        for process in [one for one in running if one.triggered]:
            results[running.pop(process)], error = process.value
            if error is not None:
                whole.stopped = True
                raise error
    return results


def kept(steps: Steps[Any]) -> Steps[tuple[Any, Exception | None]]:
    """What steps come to, an error included: nobody may be there to take it when it comes."""
    try:
        result = yield from steps
    except (StateError, StoppedError) as error:
        return None, error
    return result, None

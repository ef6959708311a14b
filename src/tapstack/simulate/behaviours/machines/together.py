"""Parts of a machine that go on at the same time: branches of Parallel, items of Map.

Source: Step Functions Developer Guide, "Parallel workflow state" and "Using Map state in Inline mode": 40 iterations at
a time at most.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.behaviours.machines.failure import RUNTIME, StateError, StoppedError
from tapstack.simulate.behaviours.machines.passing import whole
from tapstack.simulate.behaviours.machines.paths import value_at
from tapstack.simulate.behaviours.machines.payload import refuse_large

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.machines.interpreter import Interpreter
    from tapstack.simulate.clock import Steps

MOST_AT_A_TIME = 40


class Work(NamedTuple):
    """A part of a machine, its input, and the item of a Map that it is for; ``name`` and ``number`` are the Map's."""

    definition: Mapping[str, Any]
    data: Any
    item: dict[str, Any]
    name: str = ""
    number: int = 0


def parallel(interpreter: Interpreter, name: str, state: Mapping[str, Any], data: Any) -> Steps[list[Any]]:
    """The outputs of all branches, each with the same input."""
    works = [Work(branch, copy.deepcopy(data), {}) for branch in state["Branches"]]
    interpreter.note("ParallelStateStarted")
    results = yield from _counted(interpreter, "ParallelState", works, len(works))
    refuse_large(results, name)
    interpreter.note("ParallelStateSucceeded")
    return results


def mapped(
    interpreter: Interpreter, name: str, state: Mapping[str, Any], data: Any, context: dict[str, Any]
) -> Steps[list[Any]]:
    """The outputs of the same work for each item of an array."""
    array = value_at(state.get("ItemsPath", "$"), data, context)
    if not isinstance(array, list):
        path = state.get("ItemsPath", "$")
        raise StateError(RUNTIME, f'Reference path "{path}" must point to array.')
    works = list(_items(interpreter, name, state, data, context, array))
    interpreter.note("MapStateStarted", length=len(works))
    results = yield from _counted(interpreter, "MapState", works, _at_a_time(state, data, context))
    refuse_large(results, name)
    interpreter.note("MapStateSucceeded")
    return results


def _items(
    interpreter: Interpreter,
    name: str,
    state: Mapping[str, Any],
    data: Any,
    context: dict[str, Any],
    array: list[Any],
) -> list[Work]:
    processor = state.get("ItemProcessor") or state["Iterator"]
    template, works = state.get("ItemSelector", state.get("Parameters")), list[Work]()
    for index, value in enumerate(array):
        about = {"Map": {"Item": {"Index": index, "Value": value}}}
        given = value if template is None else interpreter.filled(template, data, context | about)
        works.append(Work(processor, copy.deepcopy(given), about, name, index))
    return works


def _at_a_time(state: Mapping[str, Any], data: Any, context: Any) -> int:
    """How many items may be worked on at a time; 0 stands for as many as there may be."""
    path = state.get("MaxConcurrencyPath")
    value = state.get("MaxConcurrency", 0) if path is None else value_at(path, data, context)
    return min(int(whole(value, "MaxConcurrency", 0)) or MOST_AT_A_TIME, MOST_AT_A_TIME)


def _counted(interpreter: Interpreter, kind: str, works: list[Work], many: int) -> Steps[list[Any]]:
    """The results; a failure is in the history."""
    try:
        results = yield from together(interpreter, works, many)
    except StateError:
        interpreter.note(f"{kind}Failed")
        raise
    return results


def together(interpreter: Interpreter, works: list[Work], many: int) -> Steps[list[Any]]:
    """The outputs of all, at most so many at a time, in their order. The first that fails ends the others."""
    stem, results = interpreter.part(), list[Any]([None] * len(works))
    running: dict[Any, tuple[int, Interpreter]] = {}
    waiting = list(enumerate(works))
    while waiting or running:
        while waiting and len(running) < many:
            place, work = waiting.pop(0)
            part = stem.part(work.item)
            running[interpreter.clock.start(kept(_one(part, work)))] = (place, part)
        yield interpreter.clock.env.any_of(list(running))
        for process in [one for one in running if one.triggered]:
            place, part = running.pop(process)
            results[place], error = process.value
            interpreter.last = part.last
            if error is not None:
                stem.stopped = True
                raise error
    return results


def _one(part: Interpreter, work: Work) -> Steps[Any]:
    """One part; an iteration of a Map begins and ends in the history."""
    about = {"name": work.name, "index": work.number} if work.item else {}
    if about:
        part.note("MapIterationStarted", **about)
    try:
        result = yield from part.machine(work.definition, work.data)
    except StateError:
        if about:
            part.note("MapIterationFailed", **about)
        raise
    if about:
        part.note("MapIterationSucceeded", **about)
    return result


def kept(steps: Steps[Any]) -> Steps[tuple[Any, Exception | None]]:
    """What steps come to, an error included: nobody may be there to take it when it comes."""
    try:
        result = yield from steps
    except (StateError, StoppedError) as error:
        return None, error
    return result, None

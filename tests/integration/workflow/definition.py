"""The migration's state machine as the template defines it: a graph of states, and the functions that its tasks call."""

import functools
from pathlib import Path
from typing import Any

from tapstack.render import Place, compile_template
from tapstack.template.load import load as load_template
from tests.place import ACCOUNT, SUFFIX, TARGET

ROOT = Path(__file__).resolve().parents[3]
Transition = tuple[str, str, str]
# The sources of the functions that do the tasks.
SOURCES = ("tasks", "checks", "object_tasks", "object_comparison", "table_tasks", "table_comparison")


@functools.cache
def resources(**parameters: str) -> dict[str, Any]:
    """What the template makes in the target region."""
    program = compile_template(load_template(ROOT / "lib" / "TapStack.json"))
    given = program.parameters.resolve({"EnvironmentSuffix": SUFFIX, **parameters})
    rendered: dict[str, Any] = program.render(given, Place(TARGET, account_id=ACCOUNT)).to_json()["Resources"]
    return rendered


def definition() -> dict[str, Any]:
    """The state machine's definition as the target region gets it."""
    found: dict[str, Any] = resources()["MigrationStateMachine"]["Properties"]["Definition"]
    return found


def functions(**parameters: str) -> dict[str, dict[str, Any]]:
    """The functions of the target region by their physical names: of each its ``source`` and its ``variables``."""
    found = [resource for resource in resources(**parameters).values() if resource["Type"] == "AWS::Lambda::Function"]
    return {
        function["Properties"]["FunctionName"]: {
            "source": Path(function["Metadata"]["tapstack"]["source"]).stem,
            "variables": function["Properties"]["Environment"]["Variables"],
        }
        for function in found
    }


def all_states(machine: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The states by name, those of the branches too."""
    found: dict[str, dict[str, Any]] = {}
    for name, state in machine["States"].items():
        found[name] = state
        for branch in state.get("Branches", []):
            found |= all_states(branch)
    return found


def targets(state: dict[str, Any]) -> list[tuple[str, str]]:
    """Where a state may lead, each with how: ``next``, ``choice`` or ``catch``."""
    found = [("next", state["Next"])] if "Next" in state else []
    found += [("choice", rule["Next"]) for rule in state.get("Choices", [])]
    found += [("choice", state["Default"])] if "Default" in state else []
    return found + [("catch", catcher["Next"]) for catcher in state.get("Catch", [])]


def all_transitions(machine: dict[str, Any]) -> set[Transition]:
    """Every way from a state to another that the definition names."""
    return {(name, how, to) for name, state in all_states(machine).items() for how, to in targets(state)}


def cut(machine: dict[str, Any], start: str, to: str | None, until: str | None) -> dict[str, Any]:
    """The part of a definition that a run from ``start`` by way of ``to`` can reach; its other ways out end at once.

    So does ``until``. It is what moto's parser, half a second for the whole definition, has to read.
    """
    states = machine["States"]
    kept, left = {start}, [to] if to else [there for _, there in targets(states[start])]
    while left:
        name = left.pop()
        if name not in kept and name != until:
            kept.add(name)
            left += [there for _, there in targets(states[name])]
    ends = {there for name in kept for _, there in targets(states[name])} - kept
    part = {name: states[name] for name in kept} | {name: {"Type": "Succeed"} for name in ends}
    return {"StartAt": start, "States": part}


MACHINE = definition()
STATES = all_states(MACHINE)
TASKS = {name: state for name, state in STATES.items() if state["Type"] == "Task"}
BRANCHES = {name for branch in MACHINE["States"]["MoveData"]["Branches"] for name in branch["States"]}
# Each error that a task catches, and where it leads; ValueError stands for whatever else.
CAUGHT = [
    (name, "ValueError" if catcher["ErrorEquals"] == ["States.ALL"] else error, catcher["Next"])
    for name, state in TASKS.items()
    for catcher in state.get("Catch", [])
    for error in catcher["ErrorEquals"]
]


def events_of(name: str) -> int:
    """How many events of a history a state makes: entered and exited.

    A task is also scheduled, started, succeeded, and submitted where it waits for a token. A parallel state starts and
    succeeds; the last state is not exited if it fails, and ends the execution.
    """
    state = STATES[name]
    if state["Type"] == "Task":
        return 6 if state["Resource"].endswith(".waitForTaskToken") else 5
    return {"Parallel": 4, "Succeed": 3}.get(state["Type"], 2)

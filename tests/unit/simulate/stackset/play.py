"""Plays a worked scenario of the tables in this folder, and says what came of it in the words of the tables.

Accounts are letters, regions are r1, r2 and so on; ``a/r1`` is a target. A step is one request; time passes until
its operation has ended, unless it says ``after``: then so many seconds pass, none for 0. ``fails`` names targets that fail from
then on, ``heals`` those that do not any more; ``times`` how long the stacks of an account take, 10 seconds else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.clock import Clock
from tapstack.simulate.stackset import Operation, StackSetError, StackSets, Target, Wish
from tests.unit.simulate.stackset.paper import PaperCarrier

NAME = "Set"
_NUMBERS = {letter: str(number) * 12 for number, letter in enumerate("abcdefghij")}
_LETTERS = {number: letter for letter, number in _NUMBERS.items()}


def target(text: str) -> Target:
    """``a/r1`` as the account and the region it stands for."""
    letter, region = text.split("/")
    return Target(_NUMBERS[letter], region)


def short(one: Target) -> str:
    """``a/r1`` for an account and a region."""
    return f"{_LETTERS[one.account]}/{one.region}"


class Play:
    """``refused`` is the code of the last refusal; ``operations`` those that began, in the order of the requests."""

    def __init__(self, scene: Mapping[str, Any]) -> None:
        self.clock = Clock()
        self.carrier = PaperCarrier(self.clock)
        self.sets = StackSets(self.clock, self.carrier)
        self.operations: list[Operation] = []
        self.refused = ""
        self.sets.create_stack_set(NAME, _wish(scene.get("set", {})), managed=scene.get("managed", False))
        for step in (*scene.get("given", ()), None, *scene["steps"]):
            if step is None:
                self.carrier.calls.clear()
                self.carrier.most = 0
            else:
                self._step(dict(step))

    def _step(self, step: dict[str, Any]) -> None:
        self.carrier.fails.update({target(one): -1 for one in step.pop("fails", ())})
        for one in step.pop("heals", ()):
            self.carrier.fails.pop(target(one), None)
        self.carrier.times.update({_NUMBERS[one]: float(time) for one, time in step.pop("times", {}).items()})
        after = step.pop("after", None)
        try:
            operation = self._ask(step)
        except StackSetError as error:
            self.refused = error.code
            return
        if operation is not None:
            self.operations.append(operation)
        if after:
            self.clock.env.run(until=self.clock.seconds + after)
        elif operation is not None and after is None:
            self.clock.finish(self.sets.wait(operation))

    def _ask(self, step: dict[str, Any]) -> Operation | None:
        asked = step.pop("ask", "nothing")
        if "where" in step:
            accounts, regions = str(step.pop("where")).split(" x ")
            step["accounts"] = [_NUMBERS[one] for one in accounts.split(",") if one]
            step["regions"] = [one for one in regions.split(",") if one]
        step |= {
            name: step.pop(short) for name, short in (("given", "options"), ("operation_id", "id")) if short in step
        }
        if asked == "nothing":
            return None
        if asked == "stop":
            self.sets.stop(NAME, self.operations[step["operation"]].id)
            return None
        if asked == "delete_stack_set":
            self.sets.delete_stack_set(NAME)
            return None
        if "wish" in step:
            step["wish"] = _wish(step["wish"])
        asking: Any = getattr(self.sets, asked)
        answer: Operation = asking(NAME, **step)
        return answer

    def seen(self, name: str) -> Any:
        """What a row expects something of, as it is."""
        return getattr(self, f"_{name}")()

    def _refusal(self) -> str:
        return self.refused

    def _operations(self) -> list[str]:
        return [operation.status for operation in self.operations]

    def _status(self) -> str:
        return self.operations[-1].status

    def _results(self) -> dict[str, str]:
        return {short(one): result.status for one, result in self.operations[-1].results.items()}

    def _reasons(self) -> dict[str, str]:
        return {short(one): result.reason for one, result in self.operations[-1].results.items() if result.reason}

    def _instances(self) -> dict[str, str]:
        found = self.sets.find(NAME).instances.items()
        return {short(one): f"{instance.status} {instance.detailed}" for one, instance in found}

    def _calls(self) -> list[str]:
        return [f"{kind} {short(one)}" for _, kind, one, _ in self.carrier.calls]

    def _begins(self) -> dict[str, float]:
        return {short(one): seconds for seconds, _, one, _ in self.carrier.calls}

    def _values(self) -> dict[str, dict[str, str]]:
        return {short(one): dict(wish.parameters) for one, wish in self.carrier.stacks.items()}

    def _templates(self) -> dict[str, Any]:
        return {short(one): wish.template for one, wish in self.carrier.stacks.items()}

    def _stacks(self) -> list[str]:
        return [short(one) for one in self.carrier.stacks]

    def _most(self) -> int:
        return self.carrier.most

    def _seconds(self) -> float:
        return self.clock.seconds


def _wish(given: Mapping[str, Any]) -> Wish:
    declared = tuple(given["declared"]) if "declared" in given else None
    return Wish(given.get("template", "one"), dict(given.get("parameters", {})), declared=declared)

"""Whatever is asked of a stack, and whatever is refused meanwhile, nothing is lost track of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tapstack.simulate.engine import StackError, Status
from tapstack.simulate.engine.rollback import unrestored
from tests.unit.simulate.engine.stacks import Room
from tests.unit.simulate.engine.variants import KEEPING, NAMES, Variant, template, variants

RESTING = {
    *("CREATE_COMPLETE", "CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED"),
    *("DELETE_COMPLETE", "DELETE_FAILED", "UPDATE_COMPLETE", "UPDATE_FAILED"),
    *("UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED"),
}
STANDING = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"}

faults = st.lists(
    st.tuples(
        st.sampled_from(["create", "update", "delete"]),
        st.sampled_from([*NAMES, "Always"]),
        st.sampled_from([1, 2, 3, -1]),
        st.sampled_from([0.0, 0.0, 7.0]),
        st.booleans(),
    ),
    max_size=3,
)


class Life(RuleBasedStateMachine):
    """One stack after another in one account; ``stable`` is the stack as it was last when it stood."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Room()
        self.room.paper.renamed |= {"2": "own-#", "3": "own-#"}
        self.deleted: set[str] = set()
        self.policies: dict[str, str | None] = {}
        self.in_force: dict[str, str | None] = {}
        self.stable: dict[str, Any] = {}
        self.skipped = False

    @initialize(variant=variants, refused=faults, on_failure=st.sampled_from(["ROLLBACK", "DELETE", "DO_NOTHING"]))
    def create(self, variant: Variant, refused: Any, on_failure: str) -> None:
        self.policies = policies(variant)
        with self.faulty(refused) as there:
            self.live = self.room.create(template(variant), on_failure=on_failure)
        self.settle(variant)
        lost = {key for key in there() if self.policies.get(key[0]) == "Retain"}
        assert not lost, "what is retained is not deleted, whoever made it"

    @precondition(lambda self: self.live.status in {"DELETE_COMPLETE", "ROLLBACK_COMPLETE"})
    @rule(variant=variants, refused=faults, on_failure=st.sampled_from(["ROLLBACK", "DO_NOTHING"]))
    def create_another(self, variant: Variant, refused: Any, on_failure: str) -> None:
        if self.live.status == "ROLLBACK_COMPLETE":
            assert self.room.delete(self.live)
        self.create(variant, refused, on_failure)

    @precondition(lambda self: self.live.status in STANDING)
    @rule(variant=variants, refused=faults)
    def update(self, variant: Variant, refused: Any) -> None:
        was = self.standing()
        try:
            steps = self.room.change(self.live, template(variant))
        except StackError as error:
            assert error.message == "No updates are to be performed."
            return
        self.stable, self.skipped = was, False
        with self.faulty(refused) as gone:
            updated = self.room.clock.finish(steps)
        self.keeps_protected(variant, gone())
        assert updated == (self.live.status == "UPDATE_COMPLETE")
        self.settle(variant)
        if updated:
            self.refuses_the_same(variant)
        elif self.live.status == "UPDATE_ROLLBACK_COMPLETE":
            self.is_as_before()

    @precondition(lambda self: self.live.status in STANDING | {"CREATE_FAILED", "UPDATE_FAILED"})
    @rule(variant=variants, refused=faults)
    def update_without_rollback(self, variant: Variant, refused: Any) -> None:
        try:
            steps = self.room.change(self.live, template(variant), disable_rollback=True)
        except StackError as error:
            assert error.message == "No updates are to be performed."
            return
        with self.faulty(refused) as gone:
            updated = self.room.clock.finish(steps)
        self.keeps_protected(variant, gone())
        assert self.live.status == ("UPDATE_COMPLETE" if updated else "UPDATE_FAILED")
        self.settle(variant)

    @precondition(lambda self: self.live.status == "UPDATE_ROLLBACK_FAILED")
    @rule(refused=faults, skip=st.booleans())
    def resume(self, refused: Any, skip: bool) -> None:
        failed = [name for name, one in self.live.resources.items() if one.status == "UPDATE_FAILED"] if skip else []
        self.skipped |= skip
        with self.faulty(refused):
            back = self.room.resume(self.live, *failed)
        assert self.live.status == ("UPDATE_ROLLBACK_COMPLETE" if back else "UPDATE_ROLLBACK_FAILED")
        if back:
            self.settle({})
            self.is_as_before()

    @precondition(lambda self: self.live.status != "DELETE_COMPLETE")
    @rule(refused=faults)
    def delete(self, refused: Any) -> None:
        kept = {key for key in self.current() if self.policies.get(key[0]) in KEEPING}
        with self.faulty(refused) as gone:
            self.room.delete(self.live)
        assert not kept & gone(), "what is protected is never deleted with the stack"
        assert self.live.status in ("DELETE_COMPLETE", "DELETE_FAILED")

    @precondition(lambda self: self.live.status == "DELETE_FAILED")
    @rule()
    def delete_but_keep_what_refuses(self) -> None:
        left = [one.logical_id for one in self.live.made()]
        assert self.room.delete(self.live, *left)

    @invariant()
    def it_rests(self) -> None:
        assert self.live.status in RESTING
        assert self.live.status == self.live.events[-1].status
        seconds = [event.seconds for event in self.live.events]
        assert seconds == sorted(seconds)

    @invariant()
    def nothing_is_lost_track_of(self) -> None:
        known = Counter(physical_id for live in self.room.engine.stacks.values() for physical_id in known_of(live))
        assert dict(known) == dict.fromkeys(self.room.there(), 1)

    @invariant()
    def a_stack_that_stands_is_as_its_template_says(self) -> None:
        if self.live.status not in STANDING:
            return
        assert sorted(self.live.resources) == sorted(self.live.definition.stack.bodies)
        for one in self.live.resources.values():
            assert one.status in (Status.CREATE_COMPLETE, Status.UPDATE_COMPLETE)
            there = self.room.paper.there["us-east-1", one.physical_id]
            assert self.skipped or there.properties == one.wanted.properties

    @invariant()
    def a_stack_that_is_gone_has_nothing(self) -> None:
        if self.live.status == "DELETE_COMPLETE":
            assert list(self.live.made()) == [] and self.live.leftovers == []

    def faulty(self, refused: Any) -> Faulty:
        return Faulty(self.room, refused)

    def settle(self, variant: Variant) -> None:
        """The policies that are in force from now on: those of the template in force, and of what a failure left."""
        if self.live.status in ("UPDATE_COMPLETE", "CREATE_COMPLETE", "CREATE_FAILED"):
            self.policies = self.in_force = policies(variant)
            self.skipped = False
        elif self.live.status in ("UPDATE_FAILED", "UPDATE_ROLLBACK_FAILED"):
            self.policies = {**self.policies, **policies(variant), **self.in_force}

    def standing(self) -> dict[str, Any]:
        """For each resource, its id and what the service holds of it."""
        there = self.room.paper.there
        return {
            name: (one.physical_id, there["us-east-1", one.physical_id].properties)
            for name, one in self.live.resources.items()
        }

    def current(self) -> set[tuple[str, str]]:
        return {(one.logical_id, one.physical_id) for one in self.live.made()}

    def is_as_before(self) -> None:
        now = self.standing()
        assert list(now) == list(self.stable) or sorted(now) == sorted(self.stable)
        for name, was in self.stable.items():
            if name == "Own":
                assert self.skipped or now[name][1] == was[1]
            elif not self.skipped:
                assert now[name] == was

    def refuses_the_same(self, variant: Variant) -> None:
        with pytest.raises(StackError, match="No updates are to be performed"):
            self.room.change(self.live, template(variant))

    def keeps_protected(self, variant: Variant, gone: set[tuple[str, str]]) -> None:
        """What was protected and is removed, or is replaced and kept by its policy, was not deleted."""
        for name, physical_id in gone:
            choice = variant.get(name)
            if choice is None and name in self.stable and self.stable[name][0] == physical_id:
                assert self.policies.get(name) not in KEEPING
            if choice is not None and choice.replaced == "Retain" and name in self.stable:
                assert self.stable[name][0] != physical_id


class Faulty:
    """While it lasts, the provider refuses; afterwards it tells what was deleted meanwhile: logical and physical id."""

    def __init__(self, room: Room, refused: Any) -> None:
        self._room, self._refused = room, refused

    def __enter__(self) -> Any:
        paper = self._room.paper
        self._before = len(paper.deleted)
        for action, name, times, later, half in self._refused:
            paper.refused[action, name] = times
            paper.later[name] = later
            paper.half |= {name} if half else set()
        return lambda: set(paper.deleted[self._before :])

    def __exit__(self, *_: object) -> None:
        paper = self._room.paper
        paper.refused.clear()
        paper.later.clear()
        paper.half.clear()


def policies(variant: Variant) -> dict[str, str | None]:
    return {name: choice.keep for name, choice in variant.items() if choice is not None}


def known_of(live: Any) -> Iterator[str]:
    """Every physical id that a stack knows of, or has told that it has left behind."""
    yield from (one.physical_id for one in live.made())
    yield from (one.resource.physical_id for one in live.leftovers)
    yield from (one.physical_id for one in (*live.retained, *live.abandoned))
    if live.stuck is not None:
        yield from (one.physical_id for one in unrestored(live.stuck))


TestLife = Life.TestCase
TestLife.settings = settings(stateful_step_count=12)

"""Whatever is asked of StackSets, in whatever order: operations end, tolerances hold, no stack is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tapstack.simulate.clock import Clock
from tapstack.simulate.stackset import Operation, Progress, StackSetError, StackSets, Target, Wish
from tests.unit.simulate.stackset.paper import PaperCarrier

ACCOUNTS = ["111111111111", "222222222222", "333333333333"]
REGIONS = ["r1", "r2"]
some_accounts = st.lists(st.sampled_from(ACCOUNTS), min_size=1, max_size=3, unique=True)
some_regions = st.lists(st.sampled_from(REGIONS), min_size=1, max_size=2, unique=True)
every_target = st.builds(Target, st.sampled_from(ACCOUNTS), st.sampled_from(REGIONS))
wishes = st.builds(Wish, st.sampled_from(["one", "two"]), st.fixed_dictionaries({"size": st.sampled_from("sml")}))
own_values = st.none() | st.dictionaries(st.just("size"), st.none() | st.sampled_from("xyz"))
options = st.fixed_dictionaries(
    {
        "RegionConcurrencyType": st.sampled_from(["SEQUENTIAL", "PARALLEL"]),
        "ConcurrencyMode": st.sampled_from(["STRICT_FAILURE_TOLERANCE", "SOFT_FAILURE_TOLERANCE"]),
    },
    optional={
        "FailureToleranceCount": st.integers(0, 3),
        "MaxConcurrentPercentage": st.integers(1, 100),
        "RegionOrder": some_regions,
    },
)


class Machine(RuleBasedStateMachine):
    """One set, with managed execution or without; nothing is retained, so that every stack is an instance's."""

    @initialize(managed=st.booleans(), wish=wishes)
    def begin(self, managed, wish):
        self.clock = Clock()
        self.carrier = PaperCarrier(self.clock)
        self.sets = StackSets(self.clock, self.carrier)
        self.told: list[Progress] = []
        self.sets.listen(self.told.append)
        self.sets.create_stack_set("Set", wish, managed=managed)
        self.operations: list[Operation] = []

    def ask(self, name: str, *arguments: Any, **given: Any) -> None:
        try:
            self.operations.append(getattr(self.sets, name)("Set", *arguments, **given))
        except StackSetError as error:
            assert error.code in ("OperationInProgressException", "StackInstanceNotFoundException")

    @rule(accounts=some_accounts, regions=some_regions, overrides=own_values, given=options)
    def create(self, accounts, regions, overrides, given):
        self.ask("create_stack_instances", accounts, regions, overrides=overrides, given=given)

    @rule(wish=st.none() | wishes, given=options)
    def update(self, wish, given):
        self.ask("update_stack_set", wish, given=given)

    @rule(wish=st.none() | wishes, accounts=some_accounts, regions=some_regions, given=options)
    def update_some(self, wish, accounts, regions, given):
        self.ask("update_stack_set", wish, accounts=accounts, regions=regions, given=given)

    @rule(accounts=some_accounts, regions=some_regions, overrides=own_values, given=options)
    def update_instances(self, accounts, regions, overrides, given):
        self.ask("update_stack_instances", accounts, regions, overrides=overrides, given=given)

    @rule(accounts=some_accounts, regions=some_regions, given=options)
    def delete(self, accounts, regions, given):
        self.ask("delete_stack_instances", accounts, regions, retain=False, given=given)

    @rule(number=st.integers(0, 9))
    def stop(self, number):
        under_way = [one for one in self.operations if one.status in ("QUEUED", "RUNNING")]
        if number < len(under_way):
            self.sets.stop("Set", under_way[number].id)

    @rule(where=every_target, often=st.sampled_from([0, 1, -1]))
    def turn(self, where, often):
        self.carrier.fails[where] = often

    @rule(seconds=st.integers(1, 25))
    def wait(self, seconds):
        self.clock.env.run(until=self.clock.seconds + seconds)

    @rule()
    def wait_for_all(self):
        self.clock.env.run()
        assert not self.sets.find("Set").busy

    @invariant()
    def an_instance_is_worked_on_by_one_operation_at_a_time(self):
        running = [
            result.target for one in self.operations for result in one.results.values() if result.status == "RUNNING"
        ]
        assert len(running) == len(set(running)) == self.carrier.running

    @invariant()
    def every_stack_is_that_of_an_instance(self):
        with_stacks = [target for target, one in self.sets.find("Set").instances.items() if one.stack_id]
        assert sorted(map(str, self.carrier.stacks)) == sorted(map(str, with_stacks))

    @invariant()
    def a_current_instance_has_what_the_set_wants(self):
        stack_set = self.sets.find("Set")
        for target, instance in stack_set.instances.items():
            if instance.status == "CURRENT":
                assert self.carrier.stacks[target] == stack_set.wish_of(instance)

    @invariant()
    def an_operation_that_has_ended_ended_as_its_results_say(self):
        for operation in self.operations:
            if operation.status in ("SUCCEEDED", "FAILED"):
                assert (operation.status == "FAILED") == any(failures > may for failures, may in self.counts(operation))
            if operation.over:
                assert {one.status for one in operation.results.values()} <= {"SUCCEEDED", "FAILED", "CANCELLED"}
            if operation.status == "SUCCEEDED":
                assert "CANCELLED" not in {one.status for one in operation.results.values()}

    @invariant()
    def under_strict_tolerance_one_more_than_tolerated_fails_at_most(self):
        for operation in self.operations:
            if operation.preferences.strict:
                assert all(failures <= may + 1 for failures, may in self.counts(operation))

    def counts(self, operation: Operation) -> list[tuple[int, int]]:
        """For each region the failures, and how many are tolerated."""
        counted = []
        for region in REGIONS:
            there = [one.status for target, one in operation.results.items() if target.region == region]
            counted.append((there.count("FAILED"), operation.preferences.tolerance(len(there))))
        return counted

    def teardown(self):
        self.clock.env.run()
        assert not self.sets.find("Set").busy
        assert not {one.detailed for one in self.sets.find("Set").instances.values()} & {"PENDING", "RUNNING"}


Machine.TestCase.settings = settings(stateful_step_count=30)
TestMachine = Machine.TestCase

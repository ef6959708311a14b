"""What is made first and last: the two tables come after everything that can fail, in every shape of the template.

A table that is protected, and for a day one that has a replica, cannot be deleted by a rollback. So nothing but the
tables may come after ``MigrationRecord``, and the tables after everything. CloudFormation only orders what is joined by
references, so the record refers to each resource that nothing else refers to.
"""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tapstack.pytest_plugin import Stack, StackSet
from tests.place import SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.resources import custom

LAST = {SOURCE: "TradingAnalyticsTable", TARGET: "MigrationStateTable"}
CHOICES: dict[str, tuple[str, str]] = {
    "ReplicationMode": ("FORWARD", "BIDIRECTIONAL"),
    "MirrorEnabled": ("false", "true"),
    "InterfaceEndpoints": ("false", "true"),
    "NatGatewayEnabled": ("false", "true"),
    "NotificationEmail": ("", "desk@example.com"),
    "HistoricalTableName": ("", "trades"),
}
SHAPES = [dict(zip(CHOICES, values, strict=True)) for values in itertools.product(*CHOICES.values())]


def shapes_of(stackset: StackSet) -> Iterator[tuple[dict[str, str], Stack]]:
    """Each region's stack in each shape."""
    for values in SHAPES:
        for stack in stackset.with_parameters(values):
            yield values, stack


def behind(stack: Stack, last: str) -> set[str]:
    """What ``last`` does not wait for."""
    assert last in stack.resources
    return {name for name in stack.resources if name != last and not stack.graph.needs(last, name)}


def conditions_of_resources(template: Any) -> set[str]:
    return {body["Condition"] for body in template["Resources"].values() if "Condition" in body}


def deciding(name: str, template: Any) -> set[str]:
    """The parameters that decide a condition, through the conditions that it is made of."""
    found: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(inner := value.get("Condition"), str):
                look(template["Conditions"][inner])
            if isinstance(reference := value.get("Ref"), str):
                found.add(reference)
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(part)

    look(template["Conditions"][name])
    return found


def test_the_shapes_are_all_that_conditions_of_resources_can_make(raw: Any) -> None:
    fixed = {"AWS::Region", "SourceRegion", "TargetRegion"}
    deciders = set().union(*(deciding(name, raw) for name in conditions_of_resources(raw)))
    assert deciders - fixed == set(CHOICES)


def test_every_resource_comes_before_the_table_in_every_shape(tapstack_stackset: StackSet) -> None:
    late = {
        (stack.region, name, str(values))
        for values, stack in shapes_of(tapstack_stackset)
        for name in behind(stack, LAST[stack.region])
    }
    assert late == set()


def test_only_the_table_comes_after_the_record(source: Stack, target: Stack) -> None:
    for stack in (source, target):
        after = {name for name in stack.resources if stack.graph.needs(name, "MigrationRecord")}
        assert after == {LAST[stack.region]}


@pytest.mark.parametrize("lost", ["FailoverRecords", "BackupSelection", "AnalyticsEventSource", "MonitoringDashboard"])
def test_a_resource_that_the_record_does_not_name_comes_too_late(lost: str, source: Stack) -> None:
    """The record names what nothing else does: without its name in the list, nothing would hold the order."""
    others = {name for name in source.resources if name not in {lost, "MigrationRecord", "TradingAnalyticsTable"}}
    assert not any(source.depends_on(name, lost) for name in others)
    assert source.depends_on("MigrationRecord", lost, direct=True)


def test_the_function_that_answers_for_custom_resources_outlives_them(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        for resource in custom(stack):
            assert resource.depends_on("ControlFunction", direct=True)
            assert resource.property("ServiceTimeout") == 300

"""An operation followed to its end."""

from datetime import timedelta

import pytest

from tapstack.deploy.following import OperationStatus, Pace, RegionStatus, StackEvent, TimedOutError, follow
from tests.unit.deploy.carrying.conftest import ACCOUNT, CREATED, ONE, TWO

STACK = f"arn:aws:cloudformation:{ONE}:{ACCOUNT}:stack/StackSet-trading-1/1"
NAME = "StackSet-trading-0b8f1c36-1111-2222-3333-444455556666"


@pytest.fixture
def heard():
    return []


@pytest.fixture
def watch(aws, heard):
    def run(**more):
        pace = Pace(sleep=lambda _: None, **more)
        return follow(aws.connection, "trading", "tapstack-1", heard.append, pace)

    return run


def operation(aws, status, **results):
    told = {"OperationId": "tapstack-1", "Action": "CREATE", "Status": status, "CreationTimestamp": CREATED}
    aws.says("cloudformation", "describe_stack_set_operation", {"StackSetOperation": told})
    found = [{"Account": ACCOUNT, "Region": r.replace("_", "-"), "Status": s} for r, s in results.items()]
    aws.says("cloudformation", "list_stack_set_operation_results", {"Summaries": found})


def instances(aws, *found):
    summaries = [{"Account": ACCOUNT, "Region": region, "StackId": stack} for region, stack in found]
    aws.says("cloudformation", "list_stack_instances", {"Summaries": summaries})


def stacks(aws, *names, region=ONE):
    found = [
        {"StackName": name, "StackId": STACK, "CreationTime": CREATED, "StackStatus": "CREATE_IN_PROGRESS"}
        for name in names
    ]
    aws.says("cloudformation", "list_stacks", {"StackSummaries": found}, region=region)


def events(aws, *numbers, region=ONE, seconds=1, more=None):
    found = [
        {
            "StackId": STACK,
            "EventId": str(number),
            "StackName": "s",
            "Timestamp": CREATED + timedelta(seconds=seconds),
            "LogicalResourceId": f"R{number}",
            "ResourceType": "T",
            "ResourceStatus": "CREATE_COMPLETE",
        }
        for number in numbers
    ]
    answer = {"StackEvents": found, **({"NextToken": more} if more else {})}
    aws.says("cloudformation", "describe_stack_events", answer, region=region)


def ids(heard):
    return [one.logical_id for one in heard if isinstance(one, StackEvent)]


def test_what_happens_is_told_once_and_in_its_order(aws, watch, heard):
    operation(aws, "RUNNING", eu_central_1="RUNNING", us_east_1="PENDING")
    instances(aws, (ONE, STACK))
    stacks(aws)
    events(aws, 2, 1)
    operation(aws, "RUNNING", eu_central_1="RUNNING", us_east_1="PENDING")
    instances(aws, (ONE, STACK))
    events(aws, 3, 2, 1)
    operation(aws, "SUCCEEDED", eu_central_1="SUCCEEDED", us_east_1="CANCELLED")
    instances(aws, (ONE, STACK))
    events(aws, 3, 2, 1)
    ended = watch()
    assert ended.succeeded
    assert ids(heard) == ["R1", "R2", "R3"]
    assert [one.status for one in heard if isinstance(one, OperationStatus)] == ["RUNNING", "SUCCEEDED"]
    assert heard[-1].status == "SUCCEEDED"
    regions = [(one.region, one.status) for one in heard if isinstance(one, RegionStatus)]
    assert regions == [(ONE, "RUNNING"), (TWO, "PENDING"), (ONE, "SUCCEEDED"), (TWO, "CANCELLED")]
    assert {result.region: result.status for result in ended.results} == {ONE: "SUCCEEDED", TWO: "CANCELLED"}


def test_a_stack_is_found_by_its_name_before_the_set_tells_it(aws, watch, heard):
    operation(aws, "SUCCEEDED", eu_central_1="SUCCEEDED")
    instances(aws)
    stacks(aws, "StackSet-trading-x-0b8f1c36-1111-2222-3333-444455556666", NAME)
    events(aws, 1)
    watch()
    assert ids(heard) == ["R1"]


def test_stacks_of_other_sets_are_not_listened_to(aws, watch, heard):
    operation(aws, "SUCCEEDED", eu_central_1="SUCCEEDED")
    instances(aws)
    stacks(aws, "StackSet-trading-x-0b8f1c36-1111-2222-3333-444455556666", "trading")
    watch()
    assert ids(heard) == []


def test_events_of_earlier_operations_are_not_told(aws, watch, heard):
    operation(aws, "SUCCEEDED", eu_central_1="SUCCEEDED")
    instances(aws, (ONE, STACK))
    stacks(aws)
    events(aws, 1, seconds=-1)
    watch()
    assert ids(heard) == []


def test_events_on_later_pages_are_told_too(aws, watch, heard):
    operation(aws, "SUCCEEDED", eu_central_1="SUCCEEDED")
    instances(aws, (ONE, STACK))
    stacks(aws)
    events(aws, 3, more="page")
    events(aws, 2, 1)
    watch()
    assert ids(heard) == ["R1", "R2", "R3"]


def test_each_region_is_asked_for_its_own_stack(aws, watch, heard):
    operation(aws, "SUCCEEDED", eu_central_1="SUCCEEDED", us_east_1="SUCCEEDED")
    instances(aws, (ONE, STACK), (TWO, "arn:two"))
    stacks(aws)
    events(aws, 1)
    stacks(aws, region=TWO)
    events(aws, 2, region=TWO)
    watch()
    assert [(one.region, one.logical_id) for one in heard if isinstance(one, StackEvent)] == [(ONE, "R1"), (TWO, "R2")]


def test_the_time_that_is_given_ends_the_following(aws, watch):
    operation(aws, "RUNNING", eu_central_1="PENDING")
    with pytest.raises(TimedOutError):
        watch(timeout=0.1)


def test_looks_come_late_while_there_is_nothing_new():
    waited: list[float] = []
    pace = Pace(sleep=waited.append, shortest=1, longest=2)
    for news in (False, False, False, True):
        pace.rest(news=news)
    assert waited == [1, 1.5, 2, 1]

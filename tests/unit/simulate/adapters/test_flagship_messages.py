"""Our template's topics, queues, parameters, logs, streams, machines and alarms: made, told back, deleted."""

import pytest

from tapstack.simulate.adapters.catalogue import adapter
from tapstack.simulate.deployment.readback import differences
from tapstack.template.unresolved import Unresolved
from tests.unit.simulate.adapters.flagship import REGIONS, stacks_of

GIVEN = {"EnvironmentSuffix": "verify", "NotificationEmail": "team@example.com"}
TYPES = (
    "AWS::Logs::LogGroup",
    "AWS::SSM::Parameter",
    "AWS::SNS::Topic",
    "AWS::SNS::TopicPolicy",
    "AWS::SNS::Subscription",
    "AWS::SQS::Queue",
    "AWS::SQS::QueuePolicy",
    "AWS::Kinesis::Stream",
    "AWS::StepFunctions::StateMachine",
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
)


def filled(value):
    """With something in place of what only other types make, such as keys."""
    if isinstance(value, Unresolved):
        return f"arn:aws:none:::{value.of}"
    if isinstance(value, dict):
        return {name: filled(member) for name, member in value.items()}
    return [filled(member) for member in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def stacks():
    return stacks_of(GIVEN)


def made(where, stack):
    """Every resource of the types, in an order in which each finds what it needs."""
    for kind in TYPES:
        for name, resource in stack.resources.items():
            if resource.type == kind:
                yield where.create(kind, name, **filled(resource.properties))


@pytest.fixture(params=REGIONS)
def there(request, making, elsewhere, stacks):
    where = {one.owner.region: one for one in (making, elsewhere)}[request.param]
    return where, list(made(where, stacks[request.param]))


def test_every_type_is_there(stacks):
    assert {one.type for stack in stacks.values() for one in stack.resources.values()} >= set(TYPES)


def test_everything_is_told_back_and_nothing_is_recorded_only(there):
    where, resources = there
    assert [
        (wanted.logical_id, difference)
        for wanted, made in resources
        for difference in differences(wanted.properties, where.read(wanted, made))
    ] == []
    recorded = [
        (wanted.logical_id, name)
        for wanted, _ in resources
        for name in sorted(adapter(wanted.type).recorded & wanted.properties.keys())
    ]
    assert recorded == []


def test_an_update_that_changes_nothing_leaves_all_as_it_is(there):
    where, resources = there
    for wanted, made in resources:
        before = where.read(wanted, made)
        after, made_again = where.update(wanted, made, **wanted.properties)
        assert (where.read(after, made_again), made_again) == (before, made)


def test_all_is_deleted_in_reverse_and_may_be_made_again(there):
    where, resources = there
    for wanted, made in reversed(resources):
        where.delete(wanted, made)
    for wanted, made in resources:
        again = where.workshop.create(where.owner, wanted)
        assert again == made or wanted.type == "AWS::SNS::Subscription"  # whose ARN is new each time

"""Limitation 7, no orchestration: rules, by which an event reaches people or the workflow."""

from collections.abc import Callable

import pytest

from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts, allows, trusts
from tests.unit.stack.resources import all_of
from tests.unit.stack.rules import (
    BUS,
    EVENTS,
    MACHINE,
    OURS,
    arn,
    bus_arn,
    each_target,
    hears,
    may_invoke,
    rules,
    targets,
)


def test_every_rule_is_on_and_has_one_target(pair: Callable[..., Pair]) -> None:
    """But the source's notice of its key, which its own topic cannot take: the target's bus gets it too."""
    for stack in pair():
        assert {rule.property("State") for rule in rules(stack)} == {"ENABLED"}
        several = {rule.logical_id: len(targets(rule)) for rule in rules(stack) if len(targets(rule)) != 1}
        assert several == ({"KeyStateRule": 2} if stack.region == SOURCE else {})


def test_every_rule_may_reach_its_target(pair: Callable[..., Pair]) -> None:
    """Functions by a permission, the topic by its policy, buses and state machines by a role."""
    functions = {"control": "ControlFunction", "probe": "HealthProbeFunction", "verifier": "RestoreVerifierFunction"}
    unreached = []
    for stack in pair():
        topic = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        for rule, target in each_target(stack):
            service = target["Arn"].split(":")[2]
            if service == "lambda":
                reached = may_invoke(stack, rule, functions[target["Arn"].rpartition("-")[2]])
            elif service == "sns":
                reached = accepts(topic, EVENTS, "sns:Publish", target["Arn"], {"aws:SourceArn": arn(rule)})
            else:
                context = {"aws:SourceArn": arn(rule), "aws:SourceAccount": ACCOUNT}
                action = {"events": "events:PutEvents", "states": "states:StartExecution"}[service]
                role = stack.resource("EventsRole")
                reached = target["RoleArn"].endswith(f":role/{role.property('RoleName')}")
                reached = reached and trusts(role, EVENTS, context) and allows(role, action, target["Arn"])
            if not reached:
                unreached.append((stack.region, rule.logical_id))
    assert unreached == []


def test_functions_are_called_by_rules_of_their_stack_only(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        given = [one.property("SourceArn") for one in all_of(stack, "AWS::Lambda::Permission")]
        calling = [arn(rule) for rule, target in each_target(stack) if ":lambda:" in target["Arn"]]
        assert sorted(given) == sorted(calling)


def test_where_each_rule_stands(pair: Callable[..., Pair]) -> None:
    both = {"StackStatusRule", "ProbeSchedule", "KeyStateRule", "BackupFailureRule"}
    source, target = ({rule.logical_id for rule in rules(stack)} for stack in pair())
    assert source == both | {"ForwardToPeerRule"}
    assert target == both | {"MigrationNoticeRule", "MigrationStartRule", "RestoreRule"}


# From the source's bus to the target's


def test_events_are_forwarded_to_the_bus_that_the_target_makes(source, target) -> None:
    (to,) = targets(source.resource("ForwardToPeerRule"))
    assert to["Arn"] == bus_arn(TARGET, target.resource("MigrationBus").property("Name"))
    assert source.resource("ForwardToPeerRule").property("EventBusName") == source.resource("MigrationBus").property(
        "Name"
    )
    assert source.depends_on("ForwardToPeerRule", "PeerContract")


@pytest.mark.parametrize(
    ("event", "forwarded"), [(OURS, True), (OURS | {"region": TARGET}, False), (OURS | {"source": "aws.s3"}, False)]
)
def test_only_events_of_the_migration_that_began_here_are_forwarded(event, forwarded, source) -> None:
    assert hears(source.resource("ForwardToPeerRule"), event) is forwarded


def test_no_event_goes_round(target) -> None:
    assert [to["Arn"] for _, to in each_target(target) if ":event-bus/" in to["Arn"]] == []


@pytest.mark.parametrize(
    ("region", "action", "resource"),
    [
        (SOURCE, "states:StartExecution", MACHINE.replace(TARGET, SOURCE)),
        (SOURCE, "kms:Decrypt", "${PlatformKey.Arn}"),
        (TARGET, "events:PutEvents", bus_arn(TARGET)),
        (TARGET, "events:PutEvents", bus_arn(SOURCE)),
        (SOURCE, "events:PutEvents", bus_arn(SOURCE)),
    ],
)
def test_the_role_of_the_rules_does_only_what_the_regions_rules_do(
    region, action, resource, pair: Callable[..., Pair]
) -> None:
    (stack,) = (one for one in pair() if one.region == region)
    assert not allows(stack.resource("EventsRole"), action, resource)


def test_no_rule_of_another_account_or_deployment_gets_the_role(source) -> None:
    role, rule = source.resource("EventsRole"), arn(source.resource("ForwardToPeerRule"))
    assert trusts(role, EVENTS, {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": rule})
    assert not trusts(role, EVENTS, {"aws:SourceAccount": "210987654321", "aws:SourceArn": rule})
    assert not trusts(role, EVENTS, {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": rule.replace("verify", "other")})


# Rules that tell people


def test_people_hear_everything_that_the_migration_says(target) -> None:
    rule = target.resource("MigrationNoticeRule")
    assert rule.property("EventBusName") == BUS
    assert [to["Arn"] for to in targets(rule)] == [f"arn:aws:sns:{TARGET}:{ACCOUNT}:migration-events-verify"]
    assert hears(rule, OURS) and hears(rule, OURS | {"detail-type": "anything", "region": TARGET})
    assert not hears(rule, OURS | {"source": "aws.backup"})


@pytest.mark.parametrize(
    ("kind", "detail", "heard"),
    [
        ("Backup Job State Change", {"state": "FAILED"}, True),
        ("Backup Job State Change", {"state": "EXPIRED"}, True),
        ("Backup Job State Change", {"state": "COMPLETED"}, False),
        ("Copy Job State Change", {"state": "FAILED"}, True),
        ("Copy Job State Change", {"state": "COMPLETED"}, False),
        ("Restore Job State Change", {"status": "ABORTED"}, True),
        ("Restore Job State Change", {"status": "COMPLETED"}, False),
        ("Recovery Point State Change", {"status": "FAILED"}, False),
    ],
)
def test_people_hear_of_a_backup_that_did_not_end_well(kind, detail, heard, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        rule = stack.resource("BackupFailureRule")
        assert hears(rule, {"source": "aws.backup", "detail-type": kind, "detail": detail}) is heard
        assert [to["Arn"] for to in targets(rule)] == [f"arn:aws:sns:{stack.region}:{ACCOUNT}:migration-events-verify"]


@pytest.mark.parametrize(
    ("name", "key", "heard"),
    [
        ("DisableKey", "${PlatformKey.Arn}", True),
        ("ScheduleKeyDeletion", "${PlatformKey.Arn}", True),
        ("DisableKey", "another", False),
        ("EnableKey", "${PlatformKey.Arn}", False),
    ],
)
def test_people_hear_of_whoever_takes_the_key_away(name, key, heard, pair: Callable[..., Pair]) -> None:
    detail = {"eventName": name, "resources": [{"ARN": key}]}
    event = {"source": "aws.kms", "detail-type": "AWS API Call via CloudTrail", "detail": detail}
    for stack in pair():
        rule = stack.resource("KeyStateRule")
        assert hears(rule, event) is heard
        for other in ({"source": "aws.s3"}, {"detail-type": "AWS Console Sign In via CloudTrail"}):
            assert not hears(rule, event | other)

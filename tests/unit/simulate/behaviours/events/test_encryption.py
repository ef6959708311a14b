"""Buses that are encrypted with a key of one's own."""

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE
from tests.unit.simulate.behaviours.world import ACCOUNT

EVENTS = "events.amazonaws.com"


@pytest.fixture
def key(here):
    """The key of a bus b with a dead-letter queue, of which a rule sends everything to a queue."""
    key = here.key(EVENTS)
    queue = here.queue("dead", {"Service": EVENTS})
    here("events").create_event_bus(Name="b", KmsKeyIdentifier=key, DeadLetterConfig={"Arn": queue})
    here.rule(here.queue(), bus="b", pattern={"source": [{"exists": True}]})
    return key


def test_with_its_key_it_is_a_bus_like_another(life, here, key):
    here.put(bus="b")
    life.clock.run(1)
    assert (len(here.received()), here.received("dead")) == (1, [])


def test_without_its_key_events_go_to_its_dead_letter_queue(life, here, key):
    here.disable(key)
    here.put(bus="b", n=1)
    life.clock.run(1)
    ((event, told),) = here.told("dead")
    assert (event["detail"], told["ERROR_MESSAGE"]) == ({"n": 1}, f"DisabledException: {key} is disabled.")
    assert here.received() == []


def test_without_its_key_events_of_aws_pass(life, here, key):
    here.disable(key)
    life.events.put(SOURCE, {"source": "aws.kms", "detail-type": "x"}, "b")
    life.clock.run(1)
    assert len(here.received()) == 1


def test_with_its_key_again_events_pass(life, here, key):
    here.disable(key)
    here("kms").enable_key(KeyId=key.rpartition("/")[2])
    here.put(bus="b")
    life.clock.run(1)
    assert len(here.received()) == 1


def test_without_a_dead_letter_queue_events_are_lost(life, here, key):
    here("events").update_event_bus(Name="b", KmsKeyIdentifier=key)
    here("kms").schedule_key_deletion(KeyId=key.rpartition("/")[2], PendingWindowInDays=7)
    here.put(bus="b")
    life.clock.run(1)
    assert [one.why for one in life.events.lost] == [
        f"KMSInvalidStateException: {key} is pending deletion.; the bus has no dead-letter queue"
    ]


def test_another_key_takes_effect(life, here, key):
    here.disable(key)
    here("events").update_event_bus(Name="b", KmsKeyIdentifier=here.key(EVENTS))
    here.put(bus="b")
    life.clock.run(1)
    assert len(here.received()) == 1


def test_an_encrypted_queue_without_its_key_is_no_target(life, here):
    key = here.key(EVENTS)
    dead = here.queue("dead")
    queue = here.queue(KmsMasterKeyId=key, KmsDataKeyReusePeriodSeconds="60")
    here.rule({"Arn": queue, "DeadLetterConfig": {"Arn": dead}})
    here.put(n=1)
    life.clock.run(1)
    here.disable(key)
    life.clock.run(60)
    here.put(n=2)
    life.clock.run(1)
    ((event, told),) = here.told("dead")
    assert (event["detail"], told["ERROR_CODE"]) == ({"n": 2}, "NO_PERMISSIONS")
    assert told["ERROR_MESSAGE"] == f"KmsDisabled: {key} is disabled."
    assert here.counted("FailedInvocations") == 1


def test_awss_own_key_lets_no_service_in(life, here):
    here("kms").create_alias(AliasName="alias/own", TargetKeyId=here.key(EVENTS))
    here.rule(
        {"Arn": here.queue("managed", KmsMasterKeyId="alias/aws/sqs"), "DeadLetterConfig": {"Arn": here.queue("dead")}},
        here.queue("own", KmsMasterKeyId="alias/own"),
    )
    here.put()
    life.clock.run(1)
    ((_, told),) = here.told("dead")
    assert told["ERROR_MESSAGE"] == "KMS.AccessDeniedException: alias/aws/sqs lets no service in"
    assert len(here.received("own")) == 1
    assert told["TARGET_ARN"] == f"arn:aws:sqs:{SOURCE}:{ACCOUNT}:managed"

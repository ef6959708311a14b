"""What becomes of events whose target does not take them."""

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.world import ACCOUNT

EVENTS = "events.amazonaws.com"
GONE = f"arn:aws:sqs:{SOURCE}:{ACCOUNT}:gone"


@pytest.fixture
def forward(here, there):
    """Makes a rule that hands events to a bus in the other region, which has a queue."""

    def make(**policy):
        role = here.role("events", EVENTS, "events:PutEvents")
        target = {"Arn": f"arn:aws:events:{TARGET}:{ACCOUNT}:event-bus/default", "RoleArn": role}
        retry = {"RetryPolicy": policy} if policy else {}
        there.rule(there.queue())
        return here.rule({**target, **retry, "DeadLetterConfig": {"Arn": here.queue("dead")}})

    return make


def test_an_event_waits_for_a_region_that_comes_back(life, here, there, forward):
    forward()
    life.outages.lose(TARGET)
    here.put()
    life.clock.run(300)
    life.outages.restore(TARGET)
    life.clock.run(400)
    assert (len(there.received()), here.received("dead")) == (1, [])
    assert (here.counted("Invocations"), here.counted("FailedInvocations")) == (1, 0)
    assert here.counted("SuccessfulInvocationAttempts") == 1
    assert here.counted("RetryInvocationAttempts") == here.counted("InvocationAttempts") - 1


def test_pauses_grow(life, here, forward):
    forward()
    life.outages.lose(TARGET)
    here.put()
    attempts = []
    for until in (2, 12, 32, 72, 152):
        life.clock.run(until - life.clock.seconds)
        attempts.append(here.counted("InvocationAttempts"))
    assert attempts == [1, 2, 3, 4, 5]


def test_after_the_last_attempt_the_dead_letter_queue_has_it(life, here, forward):
    rule = forward(MaximumRetryAttempts=2, MaximumEventAgeInSeconds=3600)
    life.outages.lose(TARGET)
    here.put(n=1)
    life.clock.run(3600)
    ((event, told),) = here.told("dead")
    assert event["detail"] == {"n": 1}
    assert told == {
        "RULE_ARN": rule,
        "TARGET_ARN": f"arn:aws:events:{TARGET}:{ACCOUNT}:event-bus/default",
        "ERROR_CODE": "CROSS_REGION_INGESTION_FAILED",
        "ERROR_MESSAGE": f"{TARGET} is out of reach",
        "RETRY_ATTEMPTS": "2",
        "EXHAUSTED_RETRY_CONDITION": "MaximumRetryAttempts",
    }
    found = ("InvocationAttempts", "Invocations", "FailedInvocations", "InvocationsSentToDlq")
    assert [here.counted(name) for name in found] == [3, 1, 1, 1]
    assert life.events.lost == []


def test_an_event_that_is_too_old_is_given_up(life, here, forward):
    forward(MaximumRetryAttempts=185, MaximumEventAgeInSeconds=60)
    life.outages.lose(TARGET)
    here.put()
    life.clock.run(61)
    ((_, told),) = here.told("dead")
    assert (told["EXHAUSTED_RETRY_CONDITION"], told["RETRY_ATTEMPTS"]) == ("MaximumEventAgeInSeconds", "2")


def test_by_default_an_event_is_tried_for_a_day(life, here, forward):
    forward()
    life.outages.lose(TARGET)
    here.put()
    life.quiet = True
    life.clock.run(85_000)
    assert here.received("dead") == []
    life.clock.run(2_000)
    ((_, told),) = here.told("dead")
    assert told["EXHAUSTED_RETRY_CONDITION"] == "MaximumEventAgeInSeconds"


def test_an_event_grows_old_while_its_own_region_is_out(life, here, forward):
    forward(MaximumRetryAttempts=3, MaximumEventAgeInSeconds=60)
    here.put()
    life.clock.run(0.1)
    life.outages.lose(SOURCE)
    life.clock.run(100)
    life.outages.restore(SOURCE)
    life.clock.run(1)
    ((_, told),) = here.told("dead")
    assert (told["EXHAUSTED_RETRY_CONDITION"], told["RETRY_ATTEMPTS"]) == ("MaximumEventAgeInSeconds", "0")
    assert here.counted("InvocationAttempts") == 0


def test_no_retries_is_one_attempt(life, here, forward):
    forward(MaximumRetryAttempts=0, MaximumEventAgeInSeconds=60)
    life.outages.lose(TARGET)
    here.put()
    life.clock.run(1.5)
    assert (here.counted("InvocationAttempts"), len(here.received("dead"))) == (1, 1)


def test_what_has_no_use_is_not_tried_again(life, here):
    here.rule({"Arn": GONE, "DeadLetterConfig": {"Arn": here.queue("dead")}})
    here.put()
    life.clock.run(1)
    ((_, told),) = here.told("dead")
    assert (told["RETRY_ATTEMPTS"], "EXHAUSTED_RETRY_CONDITION" in told) == ("0", False)


def test_without_a_dead_letter_queue_an_event_is_lost(life, here):
    here.rule(GONE)
    here.put(n=1)
    life.clock.run(1)
    (lost,) = life.events.lost
    assert (lost.rule, lost.event["detail"]) == ("r", {"n": 1})
    assert lost.why.startswith("NO_RESOURCE: ")
    assert lost.why.endswith("; it has no dead-letter queue")
    assert [(one.lane, one.region) for one in life.timeline.moments if "is lost" in one.text] == [("r", SOURCE)]


def test_a_dead_letter_queue_that_refuses_loses_it(life, here):
    here.rule({"Arn": GONE, "DeadLetterConfig": {"Arn": f"{GONE}-too"}})
    here.put()
    life.clock.run(1)
    (lost,) = life.events.lost
    assert lost.why.count("NonExistentQueue") == 2
    assert (here.counted("InvocationsFailedToBeSentToDlq"), here.counted("InvocationsSentToDlq")) == (1, 0)


def test_one_target_does_not_wait_for_another(life, here):
    here.rule(GONE, here.queue())
    here.put()
    life.clock.run(1)
    assert len(here.received()) == 1

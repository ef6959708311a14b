"""Time that passes for a function."""

import time
from datetime import timedelta

import pytest

from tapstack.simulate.cloud import START

NOW = START.timestamp()


def test_sleeping_passes_simulated_time_and_none_for_whoever_waits(account):
    source = """
    import time

    def handler(event, context):
        began = time.time()
        time.sleep(2.5)
        return [time.time() - began, context.get_remaining_time_in_millis()]
    """
    answer = account.answer(account.put(source, Timeout=10))
    assert answer.payload == "[2.5, 7500]"
    assert answer.seconds == 2.5
    assert time.time() == NOW


def test_a_module_may_keep_the_sleep_that_it_has_imported(account):
    source = "from time import sleep\ndef handler(event, context):\n    sleep(2)\n    return 'slept'"
    arn = account.put(source)
    assert [account.answer(arn).seconds for _ in range(3)] == [2.0, 2.0, 2.0]
    assert account.call(arn) == "slept"


def test_services_see_the_time_of_the_function(account):
    source = """
    import boto3, time

    def handler(event, context):
        queue = boto3.client("sqs")
        time.sleep(60)
        url = queue.create_queue(QueueName="later")["QueueUrl"]
        return queue.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]["CreatedTimestamp"]
    """
    assert float(account.call(account.put(source, Timeout=120))) == NOW + 60


def test_a_function_ends_at_its_timeout(account):
    source = "import time\ndef handler(event, context):\n    time.sleep(2)\n    time.sleep(2)\n    print('not this')"
    answer = account.answer(account.put(source))
    assert (answer.fault.type, answer.seconds) == ("Sandbox.Timedout", 3.0)
    assert answer.fault.message.endswith("Error: Task timed out after 3.00 seconds")
    assert "not this" not in answer.log
    assert time.time() == NOW


def test_an_exception_handler_does_not_outlive_the_timeout(account):
    source = """
    import time

    def handler(event, context):
        try:
            time.sleep(9)
        except Exception:
            return "caught"
    """
    assert account.answer(account.put(source)).fault.type == "Sandbox.Timedout"


def test_what_follows_the_timeout_sees_the_deadline(account):
    source = """
    import time

    def handler(event, context):
        try:
            time.sleep(9)
        finally:
            print(context.get_remaining_time_in_millis())
    """
    assert account.answer(account.put(source)).log.startswith("0\n")


def test_importing_takes_time_too(account):
    source = "import time\ntime.sleep(1)\ndef handler(event, context): pass"
    arn = account.put(source)
    assert [account.answer(arn).seconds, account.answer(arn).seconds] == [1.0, 0.0]


@pytest.mark.parametrize("seconds", [-1, -0.1])
def test_time_does_not_go_back(account, seconds):
    source = f"import time\ndef handler(event, context):\n    time.sleep({seconds})"
    fault = account.answer(account.put(source)).fault
    assert (fault.type, fault.message) == ("ValueError", "sleep length must be non-negative")


def test_a_call_begins_at_the_clouds_time(account):
    arn = account.put("import time\ndef handler(event, context):\n    return time.time()")
    account.cloud.set_time(START + timedelta(days=1))
    try:
        assert account.call(arn) == NOW + 86_400
    finally:
        account.cloud.set_time(START)

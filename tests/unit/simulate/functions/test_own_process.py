"""The same functions by AWS's own runtime client: the quick runner does as it does."""

import json
import os

import pytest

from tapstack.simulate.functions import OwnProcess, deployed, own_process
from tapstack.simulate.functions.faults import timed_out
from tapstack.simulate.resources import UnsupportedError


def answers(account, source, event, **settings):
    """The answer of the real runtime, and that of the quick runner."""
    function = deployed(account.cloud, account.put(source, **settings))
    return OwnProcess().invoke(function, event, "r"), account.runner.invoke(function, event, "r")


def test_it_reaches_the_same_services_and_has_the_same_environment(account):
    source = """
    import boto3, os

    def handler(event, context):
        boto3.client("sqs").create_queue(QueueName=event["name"])
        names = ["AWS_LAMBDA_FUNCTION_NAME", "AWS_REGION", "STAGE", "HOME"]
        return [context.function_name, context.aws_request_id, *map(os.environ.get, names)]
    """
    real, quick = answers(account, source, {"name": "mine"}, Environment={"Variables": {"STAGE": "test"}})
    assert real.fault is None, real.log
    assert json.loads(real.payload) == json.loads(quick.payload)
    assert len(account.cloud.client("sqs", "us-east-1").list_queues()["QueueUrls"]) == 1


@pytest.mark.parametrize(
    ("source", "handler"),
    [
        ("def handler(event, context):\n    raise KeyError('x')", "index.handler"),
        ("def handler(event, context):\n    return {1}", "index.handler"),
        ("import nothing", "index.handler"),
        ("X = 1", "index.handler"),
        ("X = 1", "handler"),
        ("def handler(event, context):\n    import os\n    os._exit(3)", "index.handler"),
    ],
)
def test_it_says_the_same_of_a_failure(account, source, handler):
    real, quick = answers(account, source, None, Handler=handler)
    assert (real.fault.type, real.fault.message) == (quick.fault.type, quick.fault.message)
    assert len(real.fault.trace) == len(quick.fault.trace)


def test_its_process_ends_with_the_call(account):
    real, _ = answers(account, "import os\ndef handler(event, context):\n    return os.getpid()", None)
    with pytest.raises(ProcessLookupError):
        os.kill(int(real.payload), 0)


def test_a_loop_without_an_end_is_a_timeout(account, monkeypatch):
    monkeypatch.setattr(own_process, "_STARTING", 0.0)
    function = deployed(account.cloud, account.put("def handler(event, context):\n    while True: pass", Timeout=1))
    assert OwnProcess().invoke(function, None, "r").fault == timed_out(function, "r")


def test_other_runtimes_are_not_simulated(account):
    function = deployed(account.cloud, account.put("x", Runtime="nodejs22.x"))
    with pytest.raises(UnsupportedError, match="only Python"):
        OwnProcess().invoke(function, None, "r")

"""How the functions of the workflow meet an AWS that is busy, or does not answer."""

from types import SimpleNamespace

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from tests.unit.functions.migration.world import SOURCE, TARGET, call

URL = "https://ssm.us-east-1.amazonaws.com"
TASKS = {"tasks": ("drain", SOURCE, "PutParameter"), "checks": ("check_contract", TARGET, "GetParametersByPath")}


def refusal(status, code):
    answer = AWSResponse(URL, status, {}, None)
    answer._content = b'{"__type": "%s"}' % code
    return answer


@pytest.fixture(params=TASKS)
def function(request, monkeypatch):
    """A function, its task, and what is to be called for each attempt to send that task's first request to SSM.

    Botocore asks ``before-send`` first, so that it judges and repeats what it is answered as if it came from AWS.
    """
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda seconds: None))
    module = request.getfixturevalue(request.param)
    task, region, operation = TASKS[request.param]

    def answered(attempt):
        module.client("ssm", region).meta.events.register_first(f"before-send.ssm.{operation}", attempt)
        return call(module, task, region=SOURCE)

    return module, answered


@pytest.mark.parametrize(
    ("answer", "name", "attempts"),
    [
        (refusal(400, b"ThrottlingException"), "ThrottledError", 2),
        (refusal(503, b"ServiceUnavailable"), "ThrottledError", 2),
        (refusal(500, b"InternalServerError"), "ThrottledError", 2),
        (ReadTimeoutError(endpoint_url=URL), "ThrottledError", 2),
        (ConnectTimeoutError(endpoint_url=URL), "ThrottledError", 2),
        (refusal(400, b"AccessDeniedException"), "AccessDeniedException", 1),
    ],
)
def test_only_what_may_pass_is_raised_under_the_name_that_is_tried_again(function, answer, name, attempts):
    module, answered = function
    asked = []
    errors = (module.ThrottledError, ClientError)

    def attempt(request, **_):
        asked.append(request.url)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(errors) as error:
        answered(attempt)
    assert type(error.value).__name__ == name
    assert len(asked) == attempts


def test_a_call_that_is_not_repeated_because_too_many_were_is_tried_again_by_the_state_machine(function, monkeypatch):
    """Botocore makes no further attempt once the calls of a client have used up the attempts of them all."""
    monkeypatch.setattr("botocore.retries.quota.RetryQuota.acquire", lambda quota, amount: False)
    module, answered = function
    asked = []

    def attempt(request, **_):
        asked.append(request.url)
        return refusal(400, b"ThrottlingException")

    with pytest.raises(module.ThrottledError, match="ThrottlingException"):
        answered(attempt)
    assert len(asked) == 1


def test_two_calls_of_a_client_end_within_the_timeout_of_a_cutover_state(function):
    module, _ = function
    for client in (module.client("ssm", SOURCE), module.state_table().meta.client):
        config = client.meta.config
        attempts = config.retries["total_max_attempts"]
        assert 2 * (attempts * (config.connect_timeout + config.read_timeout) + (attempts - 1)) < 20

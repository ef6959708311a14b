"""Custom resources: what their providers are asked, and what becomes of the answer."""

import os
import time

import pytest

from tapstack.simulate.adapters.catalogue import adapter
from tapstack.simulate.adapters.custom.resource import as_text
from tapstack.simulate.cloud import ACCOUNT, START
from tapstack.simulate.engine.refusals import reason
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError
from tests.unit.simulate.adapters.custom.conftest import KIND


@pytest.mark.parametrize("kind", [KIND, "Custom::My_Other@Thing-1", "AWS::CloudFormation::CustomResource"])
def test_every_custom_type_is_made_by_its_provider(provider, kind):
    _, made = provider.create(kind)
    assert provider.events[0]["ResourceType"] == kind
    assert adapter(kind) is adapter(KIND)
    assert made == Made("thing-1", {"Size": "3"})


def test_a_create_tells_all_that_the_provider_needs(provider):
    provider.create(Size=3)
    (event,) = provider.events
    assert event == {
        "RequestType": "Create",
        "ServiceToken": provider.arn,
        "ResponseURL": event["ResponseURL"],
        "StackId": provider.making.owner.stack_id,
        "RequestId": event["RequestId"],
        "LogicalResourceId": "It",
        "ResourceType": KIND,
        "ResourceProperties": {"ServiceToken": provider.arn, "Size": "3"},
    }


def test_the_timeout_is_sent_with_the_properties(provider):
    provider.create(ServiceTimeout=60)
    assert provider.events[0]["ResourceProperties"]["ServiceTimeout"] == "60"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (1.5, "1.5"),
        (True, "true"),
        (False, "false"),
        ("a", "a"),
        ([1, {"b": [True]}], ["1", {"b": ["true"]}]),
        ({}, {}),
    ],
)
def test_every_scalar_is_sent_as_text(value, text):
    assert as_text({"A": value}) == {"A": text}


def test_each_request_has_an_id_and_an_address_of_its_own(provider):
    for _ in range(2):
        provider.create()
    ids, urls = ([event[name] for event in provider.events] for name in ("RequestId", "ResponseURL"))
    assert len(set(ids)) == len(set(urls)) == 2


def test_an_update_tells_what_was_before(provider):
    wanted, made = provider.create(Size=3)
    provider.making.update(wanted, made, ServiceToken=provider.arn, Size=4)
    event = provider.events[1]
    assert (event["RequestType"], event["PhysicalResourceId"]) == ("Update", "thing-1")
    assert event["ResourceProperties"]["Size"] == "4"
    assert event["OldResourceProperties"] == {"ServiceToken": provider.arn, "Size": "3"}


def test_an_update_may_call_it_otherwise(provider):
    wanted, made = provider.create()
    provider.act = lambda event: provider.answer(event, PhysicalResourceId="thing-2", Data={"Size": "9"})
    _, changed = provider.making.update(wanted, made, ServiceToken=provider.arn, Size=4)
    assert changed == Made("thing-2", {"Size": "9"})


def test_a_delete_names_what_there_is(provider):
    wanted, made = provider.create(Size=3)
    provider.making.delete(wanted, made)
    event = provider.events[1]
    assert (event["RequestType"], event["PhysicalResourceId"]) == ("Delete", "thing-1")
    assert event["ResourceProperties"]["Size"] == "3" and "OldResourceProperties" not in event


def test_the_service_token_cannot_be_changed(provider):
    wanted, made = provider.create()
    with pytest.raises(RefusedError, match=r"^Modifying service token is not allowed\.$"):
        provider.making.update(wanted, made, ServiceToken=provider.arn + "x")
    assert len(provider.events) == 1


def test_nobody_but_the_provider_can_tell_how_it_is(provider):
    wanted, made = provider.create(Size=3)
    assert provider.making.read(wanted, made) == {"ServiceToken": provider.arn, "Size": 3}


def test_a_failure_refuses_in_the_providers_words(provider):
    provider.act = lambda event: provider.answer(event, Status="FAILED", Reason="no room")
    with pytest.raises(RefusedError) as refused:
        provider.create()
    request = provider.events[0]["RequestId"]
    assert reason(refused.value) == (
        f"Received response status [FAILED] from custom resource. Message returned: no room (RequestId: {request})"
    )


@pytest.mark.parametrize(("named", "physical_id"), [("thing-1", "thing-1"), (None, "StackSet-TapStack-1-It-")])
def test_what_failed_to_be_created_is_deleted_by_the_name_that_it_has(provider, named, physical_id):
    provider.act = lambda event: provider.answer(event, Status="FAILED", Reason="x", PhysicalResourceId=named)
    with pytest.raises(RefusedError) as refused:
        provider.create()
    assert refused.value.made.physical_id.startswith(physical_id)


def test_a_failed_delete_refuses(provider):
    wanted, made = provider.create()
    provider.act = lambda event: provider.answer(event, Status="FAILED", Reason="in use")
    with pytest.raises(RefusedError, match="Message returned: in use"):
        provider.making.delete(wanted, made)


def test_a_failed_update_refuses_and_replaces_nothing(provider):
    wanted, made = provider.create()
    provider.act = lambda event: provider.answer(event, Status="FAILED", Reason="no", PhysicalResourceId=None)
    with pytest.raises(RefusedError, match="Message returned: no") as refused:
        provider.making.update(wanted, made, ServiceToken=provider.arn, Size=4)
    assert refused.value.made is None


def test_an_answer_that_is_not_understood_refuses(provider):
    provider.act = lambda event: provider.answer(event, RequestId="another")
    with pytest.raises(RefusedError, match="RequestId is not that of the request"):
        provider.create()


def test_the_first_answer_counts(provider):
    def act(event):
        provider.answer(event, PhysicalResourceId="first")
        provider.answer(event, Status="FAILED", Reason="second")

    provider.act = act
    assert provider.create()[1].physical_id == "first"


@pytest.mark.parametrize(
    ("given", "seconds"), [({}, 3600), ({"ServiceTimeout": 300}, 300), ({"ServiceTimeout": "60"}, 60)]
)
def test_without_an_answer_cloudformation_waits_for_the_timeout(provider, given, seconds):
    provider.act = lambda _: None
    with pytest.raises(RefusedError) as refused:
        provider.create(**given)
    request = provider.events[0]["RequestId"]
    assert refused.value.seconds == seconds
    assert reason(refused.value).startswith(
        f"CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [{request}]. If"
    )
    assert refused.value.made.physical_id.startswith("StackSet-TapStack-1-It-")


def test_a_function_that_ends_well_without_an_answer_is_not_called_again(provider):
    provider.act = lambda _: None
    with pytest.raises(RefusedError):
        provider.create()
    assert len(provider.events) == 1


def test_a_function_that_fails_is_called_twice_more_with_the_same_request(provider):
    moments = []

    def act(_):
        moments.append(time.time() - START.timestamp())
        raise ValueError("crash")

    provider.act = act
    with pytest.raises(RefusedError, match="did not receive a response"):
        provider.create()
    assert moments == [0, 60, 180]
    assert provider.events[0] == provider.events[1] == provider.events[2]
    assert time.time() == START.timestamp()


def test_an_attempt_that_succeeds_after_one_that_failed_is_enough(provider):
    def act(event):
        if len(provider.events) == 1:
            raise ValueError("crash")
        provider.answer(event)

    provider.act = act
    _, made = provider.create()
    assert (made.physical_id, made.seconds, len(provider.events)) == ("thing-1", 60, 2)


def test_a_function_that_crashes_after_its_answer_has_answered(provider):
    def act(event):
        provider.answer(event)
        raise ValueError("crash")

    provider.act = act
    assert provider.create()[1].physical_id == "thing-1"
    assert len(provider.events) == 1


def test_it_takes_until_the_answer_comes_and_not_until_the_function_ends(provider):
    def act(event):
        time.sleep(20)
        provider.answer(event)
        time.sleep(50)

    provider.act = act
    assert provider.create()[1].seconds == 20


def test_an_answer_that_comes_after_the_timeout_comes_too_late(provider):
    def act(event):
        time.sleep(61)
        provider.answer(event)

    provider.act = act
    with pytest.raises(RefusedError, match="did not receive a response") as refused:
        provider.create(ServiceTimeout=60)
    assert refused.value.seconds == 60
    assert provider.create(ServiceTimeout=61)[1].seconds == 61


def test_an_answer_may_get_lost(provider):
    provider.faults.lost_answers[("It", "Update")] = 1
    wanted, made = provider.create()
    with pytest.raises(RefusedError, match="did not receive a response"):
        provider.making.update(wanted, made, ServiceToken=provider.arn, Size=4)
    assert provider.making.update(wanted, made, ServiceToken=provider.arn, Size=4)[1] == made
    assert len(provider.events) == 3
    del provider.faults.lost_answers[("It", "Update")]


@pytest.mark.parametrize("given", [0, 3601, "soon", 1.5, "", "²"])
def test_a_timeout_is_a_number_of_seconds_up_to_an_hour(provider, given):
    with pytest.raises(RefusedError, match=r"^ServiceTimeout is "):
        provider.create(ServiceTimeout=given)
    assert provider.events == []


def test_a_topic_is_no_provider_that_is_simulated(provider):
    with pytest.raises(UnsupportedError, match="only functions are simulated"):
        provider.create(ServiceToken=f"arn:aws:sns:us-east-1:{ACCOUNT}:it")


@pytest.mark.parametrize("arn", [f"arn:aws:lambda:eu-central-1:{ACCOUNT}:function:it", "it", ""])
def test_a_provider_is_a_function_of_the_stacks_region(provider, arn):
    with pytest.raises(RefusedError, match="it has to be in us-east-1"):
        provider.create(ServiceToken=arn)


def test_it_goes_on_in_a_fork_of_the_process(provider):
    wanted, made = provider.create()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _, changed = provider.making.update(wanted, made, ServiceToken=provider.arn, Size=4)
            os.write(write, f"{changed.physical_id} {len(provider.events)}".encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        assert pipe.read() == "thing-1 2"
    assert os.waitpid(child, 0)[1] == 0
    provider.making.delete(wanted, made)
    assert [event["RequestType"] for event in provider.events] == ["Create", "Delete"]


def test_a_function_that_is_not_there_is_told(provider):
    arn = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:nothing"
    with pytest.raises(RefusedError) as refused:
        provider.create(ServiceToken=arn)
    assert reason(refused.value).startswith(
        f'Resource handler returned message: "Function not found: {arn} (Service: Lambda'
    )

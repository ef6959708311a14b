"""What answers mean."""

import json

import pytest

from tapstack.simulate.adapters.custom.reply import LARGEST, LONGEST_ID, reply

REQUEST = {"StackId": "stack", "RequestId": "request", "LogicalResourceId": "It"}


def body(**changes):
    given = {**REQUEST, "Status": "SUCCESS", "PhysicalResourceId": "thing", "Data": {"A": "b"}, **changes}
    return json.dumps({name: value for name, value in given.items() if value is not None}).encode()


def test_an_answer_of_success_tells_id_and_data():
    said = reply(body(), REQUEST)
    assert (said.physical_id, said.data, said.reason) == ("thing", {"A": "b"}, "")


@pytest.mark.parametrize(
    "changes", [{"Data": None}, {"Data": {}}, {"Reason": "x", "NoEcho": True, "More": 1, "Data": None}]
)
def test_data_may_be_missing_and_more_may_be_said(changes):
    said = reply(body(**changes), REQUEST)
    assert (said.data, said.reason) == ({}, "")


def test_a_failure_is_told_in_cloudformations_words():
    said = reply(body(Status="FAILED", Reason="no room"), REQUEST)
    assert said.physical_id == "thing"
    assert said.reason == (
        "Received response status [FAILED] from custom resource. Message returned: no room (RequestId: request)"
    )


def test_a_failure_may_have_no_physical_id():
    assert reply(body(Status="FAILED", Reason="x", PhysicalResourceId=None), REQUEST).physical_id == ""


@pytest.mark.parametrize("given", ["", None, 5, {"a": 1}, "x" * (LONGEST_ID + 1), "é" * (LONGEST_ID // 2 + 1)])
def test_success_needs_a_physical_id(given):
    said = reply(body(PhysicalResourceId=given), REQUEST)
    assert (said.physical_id, said.reason) == ("", "Invalid PhysicalResourceId")


def test_the_longest_physical_id_is_taken():
    assert reply(body(PhysicalResourceId="x" * LONGEST_ID), REQUEST).reason == ""


@pytest.mark.parametrize("status", ["FAILURE", "success", None, 1])
def test_the_status_is_one_of_two(status):
    assert (
        reply(body(Status=status), REQUEST).reason
        == f"Invalid Response object: '{status}' is not a valid ResponseStatus"
    )


@pytest.mark.parametrize("name", REQUEST)
@pytest.mark.parametrize("value", ["other", None])
def test_an_answer_echoes_the_request(name, value):
    assert reply(body(**{name: value}), REQUEST).reason == f"Invalid Response object: {name} is not that of the request"


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 4000])
def test_what_is_no_json_object_has_failed(text):
    assert reply(text, REQUEST).reason == "Invalid Response object: it is no JSON object"


@pytest.mark.parametrize("data", [["a"], "text", 1])
def test_data_is_an_object(data):
    assert reply(body(Data=data), REQUEST).reason == "Invalid Response object: Data is no object"


def test_an_answer_is_at_most_4096_bytes():
    room = LARGEST - len(body(Data={"A": ""}))
    assert reply(body(Data={"A": "x" * room}), REQUEST).reason == ""
    assert reply(body(Data={"A": "x" * (room + 1)}), REQUEST).reason == "Response object is too long."

"""Custom::PeerContract: what the target says of itself, read from the source."""

import json
import threading

import pytest

from tests.unit.functions.control.provider import (
    CONTRACT,
    CONTRACT_PROPERTIES,
    Server,
    publish_contract,
    unused_address,
)


@pytest.mark.parametrize("action", ["Create", "Update"])
def test_a_contract_is_read_to_its_last_page(provider, action):
    publish_contract(**{f"Another{number}": "x" for number in range(12)}, **CONTRACT)
    answer = provider().ask("PeerContract", CONTRACT_PROPERTIES, action)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", "peer-contract-verify")
    assert answer["Data"] == CONTRACT


def test_a_contract_that_lacks_something_fails_and_says_what_to_deploy(provider):
    publish_contract(**{name: value for name, value in CONTRACT.items() if name not in ("VpcId", "BusArn")})
    answer = provider().ask("PeerContract", CONTRACT_PROPERTIES)
    assert answer["Status"] == "FAILED"
    assert answer["Reason"] == (
        "Peer (Custom::PeerContract): /trading-platform/verify/contract in eu-central-1 lacks VpcId, BusArn; "
        "deploy the stack in eu-central-1 first"
    )


def test_a_region_that_does_not_answer_fails_a_contract_after_four_attempts(provider, monkeypatch, clock):
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSM", unused_address())
    answer = provider().ask("PeerContract", CONTRACT_PROPERTIES)
    assert answer["Status"] == "FAILED" and "Could not connect to the endpoint" in answer["Reason"]
    assert len(clock.slept) == 3  # pauses between four attempts


def test_the_deletion_of_a_contract_reads_nothing(provider, monkeypatch, clock):
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSM", unused_address())
    answer = provider().ask("PeerContract", CONTRACT_PROPERTIES, "Delete", PhysicalResourceId="peer-contract-verify")
    assert (answer["Status"], answer.get("Reason"), clock.slept) == ("SUCCESS", None, [])


THROTTLED = (400, b'{"__type": "ThrottlingException", "message": "Rate exceeded"}')


def test_a_throttled_contract_is_asked_for_again(provider, monkeypatch, clock):
    with Server() as ssm:
        threading.Thread(target=ssm.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        found = [
            {"Name": f"/trading-platform/verify/contract/{name}", "Value": value} for name, value in CONTRACT.items()
        ]
        ssm.replies = [THROTTLED, THROTTLED, (200, json.dumps({"Parameters": found}).encode())]
        monkeypatch.setenv("AWS_ENDPOINT_URL_SSM", ssm.address)
        answer = provider().ask("PeerContract", CONTRACT_PROPERTIES)
        ssm.shutdown()
    assert (answer["Status"], answer["Data"], len(clock.slept)) == ("SUCCESS", CONTRACT, 2)


def test_no_attempt_begins_in_the_time_that_is_kept_for_the_answer(provider, monkeypatch, clock):
    with Server() as ssm:
        threading.Thread(target=ssm.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        ssm.replies = [THROTTLED] * 4
        monkeypatch.setenv("AWS_ENDPOINT_URL_SSM", ssm.address)

        def slow() -> None:
            clock.seconds += 46

        clock.meanwhile = slow
        answer = provider().ask("PeerContract", CONTRACT_PROPERTIES)
        ssm.shutdown()
    assert answer["Status"] == "FAILED" and "time is nearly over" in answer["Reason"]
    assert len(ssm.requests) == 2  # at 0 s and 46 s of 120 s; at 92 s, the last 30 s have begun

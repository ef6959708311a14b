"""Requests that are odd, and answers that CloudFormation gets whatever happens."""

import json
import traceback
from typing import Any

import pytest

from tests.unit.functions.control.provider import (
    BACKUP_PROPERTIES,
    CONTRACT,
    CONTRACT_PROPERTIES,
    SECRET,
    TARGET,
    Context,
    Provider,
    publish_contract,
    record_properties,
    unused_address,
)

PROPERTIES = {
    "PeerContract": CONTRACT_PROPERTIES,
    "PeerRoutes": {
        "PeerRegion": TARGET,
        "RouteTableIds": "rtb-1",
        "DestinationCidr": "10.0.0.0/16",
        "PeeringConnectionId": "pcx-1",
    },
    "MigrationRecord": record_properties(),
    "BackupSettings": BACKUP_PROPERTIES,
}
NEEDED = [
    (type_, name)
    for type_, properties in PROPERTIES.items()
    for name in properties
    if name not in ("ServiceToken", "ContractRevision", "After")
]


@pytest.mark.parametrize(("type_", "name"), NEEDED)
def test_a_property_that_is_missing_fails_and_is_named(provider, type_, name):
    given = {key: value for key, value in PROPERTIES[type_].items() if key != name}
    answer = provider().ask(type_, given)
    assert answer["Status"] == "FAILED"
    assert answer["Reason"].startswith(f"Peer (Custom::{type_}): property {name} must be ")


@pytest.mark.parametrize("value", ["", 5, {}, [], " , "])
def test_a_property_of_another_kind_fails_and_is_named(provider, value):
    text = provider().ask("PeerContract", {**CONTRACT_PROPERTIES, "PeerRegion": value if value != " , " else ""})
    texts = provider().ask("BackupSettings", {**BACKUP_PROPERTIES, "ResourceTypes": value})
    assert text["Reason"].startswith("Peer (Custom::PeerContract): property PeerRegion must be a text, not ")
    assert texts["Reason"].startswith("Peer (Custom::BackupSettings): property ResourceTypes must be a list, not ")


@pytest.mark.parametrize(
    ("type_", "changed", "reason"),
    [
        (
            "PeerRoutes",
            {"DestinationCidr": "10.0.0.0/99"},
            "property DestinationCidr: '10.0.0.0/99' does not appear to be",
        ),
        ("MigrationRecord", {"Revision": "-1"}, "property Revision must be a whole number, not '-1'"),
        ("MigrationRecord", {"Revision": "²"}, "property Revision must be a whole number"),
        ("Nothing", {}, "no such type; use one of Custom::PeerContract, "),
    ],
)
def test_a_request_that_makes_no_sense_fails_and_says_why(provider, type_, changed, reason):
    answer = provider().ask(type_, {**PROPERTIES.get(type_, {}), **changed})
    assert answer["Status"] == "FAILED" and reason in answer["Reason"] and answer["PhysicalResourceId"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"ResourceProperties": None}, "properties must be an object"),
        ({"ResourceProperties": ["x"]}, "properties must be an object"),
        ({"OldResourceProperties": "x"}, "properties must be an object"),
        ({"RequestType": "Read"}, "RequestType must be Create, Update or Delete, not 'Read'"),
        ({"RequestType": None}, "RequestType must be Create, Update or Delete, not 'None'"),
        ({"ResourceType": None}, "no such type"),
    ],
)
def test_a_malformed_request_is_answered_all_the_same(provider, changed, reason):
    answer = provider().ask("PeerContract", CONTRACT_PROPERTIES, **changed)
    assert answer["Status"] == "FAILED" and reason in answer["Reason"]


def test_an_error_that_nobody_thought_of_is_answered_with_its_name(provider, monkeypatch):
    control = provider()
    monkeypatch.delenv("STATE_TABLE")
    answer = control.ask("MigrationRecord", record_properties())
    assert (answer["Status"], answer["Reason"]) == ("FAILED", "KeyError: 'STATE_TABLE'")


@pytest.mark.parametrize("physical", ["peer-routes-verify", "Peer-1A2B", "somebody-else-s"])
@pytest.mark.parametrize("type_", ["PeerRoutes", "Nothing"])
def test_what_failed_to_be_created_can_be_deleted_under_the_id_it_has(provider, type_, physical):
    answer = provider().ask(type_, {}, "Delete", PhysicalResourceId=physical)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", physical)


@pytest.mark.parametrize("filler", ["x", "é", '"', "\n"])
def test_a_long_reason_is_cut_to_what_cloudformation_takes(provider, server, filler):
    answer = provider().ask("PeerContract", {**CONTRACT_PROPERTIES, "ContractPath": {"a": filler * 9000}})
    assert answer["Status"] == "FAILED"
    assert answer["Reason"].startswith("Peer (Custom::PeerContract): property ContractPath must be a text")
    assert answer["Reason"].endswith(" ...")
    assert 2000 < len(server.requests[-1][3]) <= 4096


def test_attributes_that_are_too_long_fail_and_say_how_long(provider, server):
    publish_contract(**{**CONTRACT, "RouteTableIds": "rtb-1," * 680})
    answer = provider().ask("PeerContract", CONTRACT_PROPERTIES)
    assert answer["Status"] == "FAILED" and "CloudFormation takes 4096" in answer["Reason"]
    assert len(server.requests[-1][3]) <= 4096


def send_twice(provider: Provider) -> list[dict[str, Any]]:
    event = {"RequestType": "Delete", "ResponseURL": f"{provider.server.address}/1?{SECRET}", "PhysicalResourceId": "x"}
    provider.module.handler(event, provider.context)
    return [json.loads(body) for *_, body in provider.server.requests]


def test_an_answer_that_is_not_taken_twice_is_sent_a_third_time(provider, server, clock):
    server.replies = [(500, b""), (503, b"")]
    answers = send_twice(provider())
    assert len(answers) == 3 and answers[0] == answers[1] == answers[2]
    assert clock.slept == [1, 2]


def test_an_answer_that_is_never_taken_is_raised_without_its_address(provider, server, capsys):
    server.replies = [(403, b"")] * 3
    with pytest.raises(ConnectionError) as raised:
        send_twice(provider())
    assert SECRET not in "".join([*traceback.format_exception(raised.value), *capsys.readouterr()])


def test_an_address_that_nobody_listens_at_is_raised_without_it(provider, server, clock, capsys):
    control = provider()
    event = {"RequestType": "Delete", "ResponseURL": f"{unused_address()}/1?{SECRET}", "PhysicalResourceId": "x"}
    with pytest.raises(ConnectionError) as raised:
        control.module.handler(event, control.context)
    output = "".join(capsys.readouterr())
    assert output.count("ConnectionRefusedError") == 3
    assert SECRET not in "".join(traceback.format_exception(raised.value)) + output


@pytest.mark.parametrize("event", [{}, {"detail-type": "Another Event"}, {"RequestType": "Create"}])
def test_an_event_that_is_neither_is_refused(provider, event):
    with pytest.raises(ValueError, match="neither a request of CloudFormation nor a stack status change"):
        provider().module.handler(event, Context())

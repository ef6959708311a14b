"""That an import changed nothing is shown by events and by the services, and whatever else they tell is a fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tapstack.deploy.adopt.proof import faults
from tapstack.deploy.standing.stacks import StandingStack
from tapstack.deploy.stores import KINDS
from tests.unit.deploy.left_behind import HERE

STACK = StandingStack(HERE, "arn:stack", "Set-adopted", "IMPORT_COMPLETE")
IMPORTED = ("IMPORT_IN_PROGRESS", "IMPORT_COMPLETE", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE")


def event(status, name="Bucket", kind="AWS::S3::Bucket"):
    return {"LogicalResourceId": name, "ResourceStatus": status, "ResourceType": kind}


@pytest.fixture
def before(context):
    return context.plan.missing(HERE)


@pytest.fixture
def now(before, monkeypatch):
    """What the services tell after the import, by name; as before where a test does not say otherwise."""
    told = {found.seen.name: found.seen for found in before}
    kinds = dict(KINDS)
    for found in before:
        kinds[found.retained.type] = replace(kinds[found.retained.type], look=lambda _access, name: told[name])
    monkeypatch.setattr("tapstack.deploy.adopt.proof.KINDS", kinds)
    return told


def events(formation, *statuses):
    whole = [
        event(status, "Set-adopted", "AWS::CloudFormation::Stack")
        for status in ("REVIEW_IN_PROGRESS", "IMPORT_COMPLETE")
    ]
    formation.answers["describe_stack_events"] = [{"StackEvents": whole + [event(status) for status in statuses]}]


def test_imports_and_the_stacks_tags_are_no_fault(context, formation, before, now):
    events(formation, *IMPORTED)
    assert faults(context, STACK, before) == []


@pytest.mark.parametrize("status", ["CREATE_COMPLETE", "DELETE_IN_PROGRESS", "UPDATE_FAILED"])
def test_anything_else_is(context, formation, before, now, status):
    events(formation, *IMPORTED, status)
    assert faults(context, STACK, before) == [f"Bucket in {HERE} was {status}"]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"count": 1}, "it held 2 objects and holds 1 object"),
        ({"key": "arn:another"}, "its key was None and is arn:another"),
        ({"arn": "arn:another"}, "its arn was"),
        ({"state": "UPDATING"}, "its state was"),
    ],
)
def test_what_a_service_tells_otherwise_than_before_is_a_fault(context, formation, before, now, members, said):
    events(formation, *IMPORTED)
    now["refused-x"] = replace(now["refused-x"], **members)
    [fault] = faults(context, STACK, before)
    assert fault.startswith(f"Queue in {HERE}: {said}")


def test_what_is_gone_is_a_fault_and_what_has_grown_is_none(context, formation, before, now):
    events(formation, *IMPORTED)
    now["key-id"] = None
    now["refused-x"] = replace(now["refused-x"], count=3)
    assert faults(context, STACK, before) == [f"Key in {HERE}: it is not there any more"]

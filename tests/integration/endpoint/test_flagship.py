"""The production template in the account: as it was made it is in sync, and what it leaves can be taken in again."""

import json
from pathlib import Path

import pytest

from tapstack.endpoint.account import open_account
from tapstack.endpoint.formation import template
from tapstack.render import Place
from tapstack.simulate.drift import stack_drift
from tapstack.simulate.engine.changesets import Kind, Request
from tapstack.simulate.engine.importing import Import, identifier_of

TEXT = (Path(__file__).parents[3] / "lib" / "TapStack.json").read_text(encoding="utf-8")
REGIONS = ("eu-central-1", "us-east-1")
SUFFIX = {"EnvironmentSuffix": "flagship"}
UNCHECKED = {"AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy", "AWS::Route53::RecordSetGroup"}
RECORDED = {f"AWS::Backup::{name}" for name in ("BackupSelection", "RestoreTestingPlan", "RestoreTestingSelection")}


@pytest.fixture(scope="module")
def account():
    with open_account() as opened:
        yield opened


@pytest.fixture(scope="module")
def stacks(account):
    """The stack of each region, the target's first."""
    made = {}
    for region in REGIONS:
        program = template.program(TEXT)
        live, steps = account.engine.create(
            program,
            program.parameters.resolve(SUFFIX),
            place(account, region, "tap"),
            capabilities=["CAPABILITY_NAMED_IAM"],
        )
        account.clock.finish(steps)
        assert live.status == "CREATE_COMPLETE", live.reason
        made[region] = live
    return made


def place(account, region, name):
    return Place(region, account_id=account.id, stack_name=name, notification_arns=(), zones=account.zones)


def as_import(resource):
    made, wanted = resource.there
    known = {**wanted.properties, **made.attributes}
    identifier = {name: known.get(name, made.physical_id) for name in identifier_of(resource.type)}
    return Import(resource.logical_id, resource.type, identifier)


def test_nothing_has_drifted_and_what_is_not_checked_is_known(account, stacks):
    for live in stacks.values():
        drifts = stack_drift(account.engine.hands, live)
        assert {
            one.resource.logical_id: one.differences for one in drifts if one.status in ("MODIFIED", "DELETED")
        } == {}
        unchecked = {one.resource.type for one in drifts if one.status == "NOT_CHECKED"}
        assert {kind for kind in unchecked if not kind.startswith("Custom::")} <= UNCHECKED | RECORDED


def test_all_that_is_retained_is_taken_into_another_stack(account, stacks):
    for region in reversed(REGIONS):
        account.clock.finish(account.engine.delete(stacks[region]))
        assert stacks[region].status == "DELETE_COMPLETE", stacks[region].reason
    for region in REGIONS:
        kept = [resource for resource in stacks[region].retained if resource.made]
        assert len(kept) >= 7
        bodies = {
            one.logical_id: {"Type": one.type, "DeletionPolicy": "Retain", "Properties": one.there[1].properties}
            for one in kept
        }
        program = template.program(json.dumps({"Resources": bodies}))
        request = Request(
            *("Take", Kind.IMPORT, program, program.parameters.resolve({}), place(account, region, "heir")),
            tags={"Owner": "heir"},
            imports=[as_import(one) for one in kept],
        )
        one, steps = account.change_sets.create(request)
        account.clock.finish(steps)
        assert one.phase == "CREATE_COMPLETE", one.reason
        account.clock.finish(account.change_sets.execute(one))
        assert one.live.status == "IMPORT_COMPLETE", one.live.events[-5:]
        drifts = stack_drift(account.engine.hands, one.live)
        assert {drift.resource.logical_id: drift.status for drift in drifts} == dict.fromkeys(bodies, "IN_SYNC")
        for old in kept:
            now = one.live.resources[old.logical_id]
            assert now.physical_id == old.physical_id
            assert now.there[0].attributes.get("Arn") == old.there[0].attributes.get("Arn")

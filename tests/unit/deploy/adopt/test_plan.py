"""What is adopted where, and what is not and why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tapstack.deploy.adopt.fitness import identifier, importable, is_of, unfit
from tapstack.deploy.adopt.plan import plan
from tapstack.deploy.adopt.report import planned
from tapstack.deploy.retained import Found, Retained, retained
from tapstack.deploy.stores import Seen
from tests.unit.deploy.left_behind import ACCOUNT, HERE, THERE, subject

OURS = f"arn:aws:cloudformation:{HERE}:{ACCOUNT}:stack/Set-adopted/1"
OTHER = f"arn:aws:cloudformation:{HERE}:{ACCOUNT}:stack/Set-adopted-too/1"


def there(one: Retained, **members) -> Found:
    name = one.name or "key-id"
    seen = Seen(name, f"arn:aws:x:{one.region}:{ACCOUNT}:{name}", one.region, count=1)
    return replace(Found(one, seen), **members)


@pytest.fixture
def stacks():
    return subject().stacks


@pytest.fixture
def every(stacks):
    """Everything is there, in the order of removal."""
    return [there(one) for stack in reversed(stacks.values()) for one in reversed(retained(stack))]


def made(stacks, every, without=()):
    return plan(subject().template.body, stacks, every, "Set-adopted", without)


def changed(every, logical_id, region, **members):
    return [
        replace(one, **members) if (one.retained.logical_id, one.retained.region) == (logical_id, region) else one
        for one in every
    ]


def ids(plan_, region):
    return [one.retained.logical_id for one in plan_.found[region]]


def test_regions_come_in_the_order_of_deployment_and_what_others_refer_to_comes_first(stacks, every):
    one = made(stacks, every)
    assert one.regions == (HERE, THERE)
    assert ids(one, THERE) == ["Key", "Queue", "Vault", "Bucket"]
    assert json.loads(one.text) == one.derived.body and one.left == ()


def test_what_is_absent_is_left_to_the_next_deployment(stacks, every):
    one = made(stacks, changed(every, "Queue", HERE, seen=None, is_absent=True, why="there is none"))
    assert ids(one, HERE) == ["Key", "Bucket"]
    assert [(left.logical_id, left.is_fine) for left in one.left] == [("Queue", True)]


def test_what_another_stack_has_is_not_adopted(stacks, every):
    one = made(stacks, changed(every, "Bucket", HERE, owner=OTHER))
    assert "Bucket" not in ids(one, HERE) and OTHER in one.left[0].why and not one.left[0].is_fine


def test_what_the_new_stack_has_already_stays_in_its_template_and_is_not_imported_again(stacks, every):
    one = made(stacks, changed(every, "Bucket", HERE, owner=OURS))
    assert "Bucket" in ids(one, HERE)
    assert [found.retained.logical_id for found in one.missing(HERE)] == ["Key", "Queue"]


def test_what_the_set_has_already_needs_nobodys_care(stacks, every):
    one = plan(subject().template.body, stacks, changed(every, "Bucket", HERE, owner=OTHER), "Set-adopted", (), [OTHER])
    assert [(left.logical_id, left.why, left.is_fine) for left in one.left] == [
        ("Bucket", "the StackSet has it already", True)
    ]


def test_a_key_that_is_scheduled_for_deletion_is_called_back_first(every):
    [key] = [one for one in every if one.retained.logical_id == "Key" and one.retained.region == HERE]
    why = unfit(replace(key, seen=replace(key.seen, state="PendingDeletion")), "Set-adopted")
    assert f"cancel-key-deletion --region {HERE} --key-id key-id" in why


def test_what_is_left_out_takes_with_it_what_cannot_do_without_it(stacks, every):
    one = made(stacks, every, without=("Key",))
    assert ids(one, THERE) == ["Queue", "Bucket"]
    [vault] = [left for left in one.left if left.logical_id == "Vault"]
    assert "refers to Key" in vault.why


def test_the_plan_is_told_line_by_line(stacks, every):
    told = "\n".join(planned(made(stacks, changed(every, "Queue", HERE, owner=OTHER))))
    assert f"{HERE} Bucket AWS::S3::Bucket data-x-{ACCOUNT}-{HERE} (1 object)" in told
    assert "Bucket: without NotificationConfiguration; the next deployment" in told
    assert f"{HERE} Queue: not adopted, it belongs to the stack {OTHER}" in told


def test_a_stack_is_known_by_its_whole_name():
    assert is_of(OURS, "Set-adopted") and not is_of(OTHER, "Set-adopted")


@pytest.mark.parametrize(
    ("type_name", "can"),
    [
        ("AWS::S3::Bucket", True),
        ("AWS::KMS::Key", True),
        ("AWS::Backup::BackupVault", True),
        ("AWS::CloudFormation::CustomResource", False),
        ("Custom::Thing", False),
        ("AWS::Nothing::AtAll", False),
    ],
)
def test_what_cloudformation_can_read_it_can_import(type_name, can):
    assert importable(type_name) is can


def test_a_resource_is_identified_by_what_cloudformation_asks_for():
    seen = Seen("https://queue", "arn:aws:sqs:queue", HERE)
    assert identifier("AWS::SQS::Queue", seen) == {"QueueUrl": "https://queue"}
    assert identifier("AWS::SQS::Queue", seen, ("QueueUrl", "QueueName")) == {"QueueUrl": "https://queue"}
    assert identifier("AWS::DynamoDB::GlobalTable", replace(seen, name="t"), ("TableArn",)) == {"TableArn": seen.arn}

"""Every call is refused once, and what is wrong afterwards is told."""

import pytest

from tapstack.simulate.sweep import sweep

TOPIC = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "Title"}}}
QUEUE = {"Type": "AWS::SQS::Queue", "DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}
TITLE = {"Title": {"Type": "String", "Default": "news"}}


def swept(subject_of, resources, **options):
    return sweep(subject_of(resources, Parameters=TITLE), **options)


def test_every_call_is_broken_in_both_regions_and_all_phases(subject_of):
    found = swept(subject_of, {"Topic": TOPIC, "Queue": QUEUE})
    assert found.changes == {"Title": "news2"}
    calls = [(one.place.phase, one.place.region, one.place.action, one.place.logical_id) for one in found.broken]
    both = ("eu-central-1", "us-east-1")
    assert calls == [
        *(("create", region, "create", name) for region in both for name in ("Topic", "Queue")),
        *(("update", region, "update", "Topic") for region in both),
        *(("delete", region, "delete", "Topic") for region in reversed(both)),
    ]
    assert found.faults == []


def test_a_tenth_at_least_is_broken_again_from_the_beginning(subject_of):
    found = swept(subject_of, {"Topic": TOPIC, "Queue": QUEUE})
    assert sum(one.again for one in found.broken) == 1


@pytest.mark.parametrize("workers", [1, 3])
def test_the_number_of_workers_changes_nothing(subject_of, workers):
    resources = {"Topic": TOPIC, "Queue": QUEUE}
    assert swept(subject_of, resources, workers=workers) == swept(subject_of, resources)


def test_a_resource_that_a_rollback_leaves_behind_is_told(subject_of):
    kept = {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain", "Properties": {"QueueName": "kept"}}
    found = swept(subject_of, {"Kept": kept, "Topic": {**TOPIC, "DependsOn": "Kept"}})
    faults = {one.place.region: one.faults for one in found.faults if one.place.phase == "create"}
    assert set(faults) == {"eu-central-1", "us-east-1"}
    assert any("kept" in fault and "left behind" in fault for fault in faults["us-east-1"])
    assert any("carried out again it ended as FAILED" in fault for fault in faults["us-east-1"])


def test_a_template_that_cannot_be_deployed_is_not_swept(subject_of):
    bad = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "q", "RedrivePolicy": {"maxReceiveCount": 0}}}
    found = swept(subject_of, {"Bad": bad})
    assert found.trouble
    assert found.changes == {}

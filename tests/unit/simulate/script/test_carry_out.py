"""A script, carried out in a small world."""

import pytest

from tapstack.simulate.script import acting, carry_out, steps

TOPIC = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "Title"}}}
QUEUE = {"Type": "AWS::SQS::Queue", "DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}
TITLE = {"Title": {"Type": "String", "Default": "news"}}


@pytest.fixture
def play(subject_of):
    def of(*lines, resources=None):
        subject = subject_of(resources or {"Topic": TOPIC, "Queue": QUEUE}, Parameters=TITLE)
        with acting(subject) as actor:
            return carry_out(actor, steps(lines))

    return of


def test_steps_are_carried_out_in_their_order(play):
    report = play("deploy", "update Title=olds", "delete")
    assert [line.partition(":")[0] for line in report.lines] == ["deploy", "update Title=olds", "delete"]
    assert all("SUCCEEDED" in line for line in report.lines)
    assert report.faults == []


def test_a_refused_call_fails_the_next_operation_once(play):
    report = play("refuse create Queue us-east-1", "deploy", "expect FAILED", "deploy", "expect SUCCEEDED")
    assert report.faults == []
    assert "ResourceLogicalId:Queue" in report.lines[1]


def test_what_is_expected_and_is_not_so_is_a_fault_of_its_line(play):
    assert play("deploy", "expect FAILED").faults == [(2, "FAILED was expected, and it is SUCCEEDED")]


def test_an_operation_is_stopped_in_time(play):
    report = play("stop 1", "deploy", "expect STOPPED")
    assert report.faults == []
    assert "us-east-1 CANCELLED" in report.lines[1]


def test_what_is_refused_at_once_is_told(play):
    report = play("delete")
    assert "refused at once: StackSetNotFoundException" in report.lines[0]


def test_one_region_is_deleted_alone(play):
    report = play("deploy", "delete us-east-1")
    assert report.lines[1].endswith("SUCCEEDED (us-east-1 SUCCEEDED)")


def test_what_a_rollback_leaves_behind_under_Retain_is_known_to_its_stack(play):  # noqa: N802
    kept = {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain", "Properties": {"QueueName": "kept"}}
    resources = {"Kept": kept, "Topic": {**TOPIC, "DependsOn": "Kept"}}
    assert play("refuse create Topic us-east-1", "deploy", resources=resources).faults == []

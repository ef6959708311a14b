"""What a deployment says, as findings."""

from collections import Counter

from tapstack.findings import Status, exit_code
from tapstack.simulate.deployment import deploy
from tapstack.simulate.verdicts import of_deployment

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "q"}}
WRONG = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::ImportValue": "nobody-exports-it"}}}
PLAIN = {"Type": "AWS::SNS::Topic"}


def found(subject):
    return list(of_deployment(subject, deploy(subject)))


def test_what_came_up_passes_in_each_region(subject_of):
    findings = found(subject_of({"Queue": QUEUE}))
    assert Counter((one.check, one.status) for one in findings) == {
        ("SIM-001", Status.PASS): 2,
        ("SIM-002", Status.PASS): 2,
    }
    assert exit_code(findings) == 0


def test_what_was_refused_fails_and_the_rest_is_skipped(subject_of):
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "news"}}
    findings = found(subject_of({"One": topic, "Two": {**topic, "DependsOn": "One"}}))
    failed = [(one.resource, one.region) for one in findings if one.status is Status.FAIL]
    assert failed == [("Two", "eu-central-1")]
    assert {one.region for one in findings if one.status is Status.SKIP} == {"eu-central-1", "us-east-1"}
    assert exit_code(findings) == 1


def test_a_stack_that_fails_without_a_resource_that_did_fails(subject_of):
    findings = found(subject_of({"Queue": WRONG}))
    assert exit_code(findings) == 1
    assert any("nobody-exports-it" in one.message for one in findings if one.status is Status.FAIL)


def test_a_template_that_is_refused_at_once_fails(subject_of):
    circle = {"A": {**PLAIN, "DependsOn": "B"}, "B": {**PLAIN, "DependsOn": "A"}}
    findings = found(subject_of(circle))
    assert exit_code(findings) == 1
    assert "Circular dependency" in next(one.message for one in findings if one.status is Status.FAIL)

import pytest

from tapstack.deploy.drift import detect
from tapstack.deploy.drift.found import of_instance, of_stack
from tapstack.deploy.drift.verdicts import of_region
from tapstack.deploy.errors import DeployError
from tapstack.deploy.following import Pace
from tapstack.deploy.standing.sets import StandingOperation
from tapstack.deploy.standing.stacks import StackResource, StandingStack
from tests.unit.deploy.proving.account import SOURCE, Refusal, connection

RESOURCES = {name: StackResource(name, "AWS::SQS::Queue", name.lower(), "CREATE_COMPLETE") for name in ("One", "Two")}
STACK = StandingStack(SOURCE, "arn:one", "one", "CREATE_COMPLETE", resources=RESOURCES)


def row(status, *differences, name="One"):
    listed = [
        dict(zip(("PropertyPath", "ExpectedValue", "ActualValue", "DifferenceType"), one, strict=True))
        for one in differences
    ]
    about = {"StackId": "arn:one", "LogicalResourceId": name, "PhysicalResourceId": name.lower(), "Timestamp": 0}
    return {
        **about,
        "ResourceType": "AWS::SQS::Queue",
        "StackResourceDriftStatus": status,
        "PropertyDifferences": listed,
    }


def verdicts(*rows):
    found = of_stack(
        connection({"cloudformation:DescribeStackResourceDrifts": {"StackResourceDrifts": list(rows)}}),
        SOURCE,
        "arn:one",
    )
    return [(one.logical_id, str(one.answer.status), one.answer.message) for one in of_region(STACK, found)]


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (row("IN_SYNC"), "PASS", "one is as CloudFormation made it."),
        (row("DELETED"), "FAIL", "one was deleted."),
        (row("MODIFIED", ("/Delay", "1", "2", "NOT_EQUAL")), "FAIL", "/Delay: was 1, is 2"),
        (row("MODIFIED", ("/Delay", "1", "null", "REMOVE")), "FAIL", "/Delay: was 1, is gone"),
        (row("MODIFIED", ("/Delay", "null", "2", "ADD")), "FAIL", "/Delay: was not there, is 2"),
        (row("UNKNOWN"), "UNKNOWN", "could not look at one: it is UNKNOWN"),
        (row("NOT_CHECKED"), "UNKNOWN", "could not look at one: it is NOT_CHECKED"),
    ],
)
def test_a_resource_is_as_cloudformation_found_it(given, status, said):
    name, found, message = verdicts(given)[0]
    assert (name, found) == ("One", status) and said in message


def test_what_cloudformation_says_nothing_of_is_skipped():
    assert verdicts(row("IN_SYNC"))[1] == ("Two", "SKIP", "CloudFormation does not look for drift of AWS::SQS::Queue.")


def test_every_page_is_read():
    def page(params):
        more = "NextToken" in str(params["body"])
        return (
            {"Summaries": [row("IN_SYNC", name="Two")]}
            if more
            else {"Summaries": [row("IN_SYNC")], "NextToken": "more"}
        )

    account = connection({"cloudformation:ListStackInstanceResourceDrifts": page})
    assert [one.logical_id for one in of_instance(account, "set", SOURCE, "op")] == ["One", "Two"]


def operation(action):
    return StandingOperation("op", action, "RUNNING", None, None)


def test_a_detection_under_way_is_followed_and_another_operation_is_not_disturbed():
    nothing_is_begun = connection({})
    assert detect.begin(nothing_is_begun, "set", operation("DETECT_DRIFT")) == "op"
    with pytest.raises(DeployError, match=r"is in operation op \(UPDATE\)"):
        detect.begin(nothing_is_begun, "set", operation("UPDATE"))


def test_an_operation_that_begins_meanwhile_is_told_with_what_to_do():
    busy = connection({"cloudformation:DetectStackSetDrift": Refusal("OperationInProgressException")})
    with pytest.raises(DeployError, match="tapstack status --follow"):
        detect.begin(busy, "set", None)


def pace():
    return Pace(sleep=lambda _: None)


def detecting(*statuses):
    left = list(statuses)
    about = {"StackId": "arn:one", "StackDriftDetectionId": "d", "Timestamp": 0}
    return connection(
        {
            "cloudformation:DetectStackDrift": {"StackDriftDetectionId": "d"},
            "cloudformation:DescribeStackDriftDetectionStatus": lambda _: {**about, **left.pop(0)},
        }
    )


def test_a_detection_is_waited_for():
    going = {"DetectionStatus": "DETECTION_IN_PROGRESS"}
    assert (
        detect.of_stack(detecting(going, going, {"DetectionStatus": "DETECTION_COMPLETE"}), SOURCE, "arn:one", pace())
        == ""
    )


def test_a_detection_that_failed_says_why():
    failed = {"DetectionStatus": "DETECTION_FAILED", "DetectionStatusReason": "No rights"}
    assert detect.of_stack(detecting(failed), SOURCE, "arn:one", pace()) == "No rights"


def test_a_detection_that_takes_too_long_is_given_up():
    slow = detecting(*[{"DetectionStatus": "DETECTION_IN_PROGRESS"}] * 9)
    with pytest.raises(DeployError, match="has not ended"):
        detect.of_stack(slow, SOURCE, "arn:one", Pace(timeout=0, sleep=lambda _: None))

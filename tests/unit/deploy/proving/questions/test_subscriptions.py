import pytest

from tapstack.deploy.checks import SUBSCRIPTIONS
from tests.unit.deploy.proving.account import DENIED, Refusal, statuses, told

ARN = "arn:aws:sns:us-east-1:123456789012:topic:0a1b"


@pytest.mark.parametrize(
    ("physical_id", "answer", "status"),
    [
        (ARN, {"Attributes": {"PendingConfirmation": "false", "Endpoint": "desk@example.com"}}, "PASS"),
        (ARN, {"Attributes": {"PendingConfirmation": "true"}}, "UNKNOWN"),
        ("pending confirmation", {}, "UNKNOWN"),
        (ARN, Refusal("NotFoundException"), "FAIL"),
        (ARN, Refusal("AuthorizationErrorException"), "UNKNOWN"),
    ],
)
def test_a_subscription_is_confirmed(physical_id, answer, status):
    answers = {"sns:GetSubscriptionAttributes": answer}
    assert statuses(told(SUBSCRIPTIONS, "AWS::SNS::Subscription", {}, answers, physical_id)) == [status]


def listed(*arns):
    return {
        "Subscriptions": [{"Protocol": "email", "Endpoint": "desk@example.com", "SubscriptionArn": one} for one in arns]
    }


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (listed(ARN), "PASS"),
        (listed("PendingConfirmation"), "UNKNOWN"),
        (listed(), "FAIL"),
        (DENIED, "UNKNOWN"),
    ],
)
def test_what_a_topic_names_is_confirmed(answer, status):
    given = {"Subscription": [{"Protocol": "email", "Endpoint": "desk@example.com"}]}
    answers = {"sns:ListSubscriptionsByTopic": answer}
    assert statuses(told(SUBSCRIPTIONS, "AWS::SNS::Topic", given, answers)) == [status]


def test_a_topic_without_subscriptions_of_its_own_is_not_asked():
    assert statuses(told(SUBSCRIPTIONS, "AWS::SNS::Topic", {}, {})) == ["SKIP"]

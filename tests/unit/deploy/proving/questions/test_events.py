import pytest

from tapstack.deploy.checks import EVENTS
from tapstack.findings import Status
from tests.unit.deploy.proving.account import DENIED, TARGET, Refusal, statuses, told

BUS = f"arn:aws:events:{TARGET}:123456789012:event-bus/far"
RULE = {"EventBusName": "near", "Name": "it", "Targets": [{"Id": "Far", "Arn": BUS}]}
GOOD = {
    "events:DescribeRule": {"State": "ENABLED"},
    "events:ListTargetsByRule": {"Targets": [{"Id": "Far", "Arn": BUS}]},
    f"{TARGET}:events:DescribeEventBus": {"Arn": BUS},
}


def ask(changed=None, properties=RULE, physical_id="near|it"):
    return told(EVENTS, "AWS::Events::Rule", properties, {**GOOD, **(changed or {})}, physical_id)


@pytest.mark.parametrize(
    ("answer", "status"), [({"Arn": BUS}, "PASS"), (Refusal("ResourceNotFoundException"), "FAIL"), (DENIED, "UNKNOWN")]
)
def test_a_bus_is_there(answer, status):
    assert statuses(told(EVENTS, "AWS::Events::EventBus", {}, {"events:DescribeEventBus": answer})) == [status]


def test_a_rule_is_enabled_with_its_targets_and_their_bus():
    assert statuses(ask()) == ["PASS", "PASS", "PASS"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"events:DescribeRule": {"State": "DISABLED"}}, "It is DISABLED, and should be ENABLED"),
        ({"events:ListTargetsByRule": {}}, "Its target Far is gone"),
        ({"events:ListTargetsByRule": {"Targets": [{"Id": "Far", "Arn": "arn:else"}]}}, "is arn:else, and should be"),
        ({f"{TARGET}:events:DescribeEventBus": Refusal("ResourceNotFoundException")}, "event-bus/far: It is not there"),
        ({"events:DescribeRule": Refusal("ResourceNotFoundException")}, "It is not there"),
    ],
)
def test_what_keeps_events_from_arriving_fails(changed, said):
    failed = [message for status, message in ask(changed) if status is Status.FAIL]
    assert len(failed) == 1 and said in failed[0]


def test_a_rule_that_is_to_be_disabled_is_disabled():
    found = ask({"events:DescribeRule": {"State": "DISABLED"}}, {**RULE, "State": "DISABLED"})
    assert statuses(found) == ["PASS", "PASS", "PASS"]


@pytest.mark.parametrize("operation", GOOD)
def test_what_may_not_be_asked_is_unknown(operation):
    assert "UNKNOWN" in statuses(ask({operation: DENIED}))


@pytest.mark.parametrize(
    ("physical_id", "name", "bus"),
    [
        ("near|it", "it", "near"),
        ("it", "it", "near"),
        ("arn:aws:events:us-east-1:123456789012:rule/near/it", "it", "near"),
    ],
)
def test_a_rule_is_asked_on_its_own_bus(physical_id, name, bus):
    asked = []

    def describe(params):
        asked.append(params["body"])
        return {"State": "ENABLED"}

    ask({"events:DescribeRule": describe}, RULE, physical_id)
    assert f'"Name": "{name}"' in str(asked[0]) and f'"EventBusName": "{bus}"' in str(asked[0])

import pytest

from tapstack.deploy.checks import MAPPINGS
from tests.unit.deploy.proving.account import DENIED, Refusal, statuses, told

ASK = "lambda:GetEventSourceMapping"


def ask(answer, **properties):
    return told(
        MAPPINGS, "AWS::Lambda::EventSourceMapping", properties, {ASK: answer}, "7d4f1c1e-0f6a-4c1e-9b5e-0123456789ab"
    )


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("Enabled", "PASS"),
        ("Disabled", "FAIL"),
        ("Enabling", "UNKNOWN"),
        ("Disabling", "UNKNOWN"),
        ("Deleting", "FAIL"),
    ],
)
def test_a_mapping_reads(state, status):
    assert statuses(ask({"State": state})) == [status]


def test_a_mapping_that_is_to_be_disabled_is_disabled():
    assert statuses(ask({"State": "Disabled"}, Enabled=False)) == ["PASS"]
    assert statuses(ask({"State": "Enabled"}, Enabled=False)) == ["FAIL"]


def test_its_last_result_is_told():
    [(_, message)] = ask({"State": "Enabled", "LastProcessingResult": "PROBLEM: Function call failed"})
    assert "PROBLEM: Function call failed" in message


def test_a_mapping_that_is_not_there_fails_and_one_that_may_not_be_asked_is_unknown():
    assert statuses(ask(Refusal("ResourceNotFoundException"))) == ["FAIL"]
    assert statuses(ask(DENIED)) == ["UNKNOWN"]

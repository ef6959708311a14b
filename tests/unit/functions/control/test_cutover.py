"""Custom::MigrationRecord: the workflow that waits for a new active region is told of it."""

from typing import Any

import pytest

from tests.unit.functions.control.provider import RECORDED, SOURCE, TARGET, Provider, record_properties
from tests.unit.functions.stand_in import Refusal, stand_in


def cut_over(control: Provider, old: str = SOURCE, new: str = TARGET) -> dict[str, Any]:
    before = record_properties(4, old)
    return control.ask("MigrationRecord", record_properties(4, new), "Update", OldResourceProperties=before)


def workflow(control: Provider, *answers: Any) -> Any:
    """Step Functions, where a task waits under any token; moto has no task that waits unless a machine runs."""
    return stand_in(control.module.client("stepfunctions", TARGET), "SendTaskSuccess", *(answers or [{}]))


def test_a_waiting_workflow_is_told_the_new_active_region_once(provider, state):
    state.put("TOKEN#CUTOVER", Token="token-1", Fence=1)
    control = provider()
    told = workflow(control)
    assert [cut_over(control)["Data"] for _ in range(2)] == [RECORDED, RECORDED]
    assert told.sent == [{"taskToken": "token-1", "output": '{"activeRegion": "eu-central-1"}'}]
    assert "Token" not in state.item("TOKEN#CUTOVER")


@pytest.mark.parametrize("code", ["TaskTimedOut", "TaskDoesNotExist", "InvalidToken"])
def test_a_workflow_that_waits_no_longer_is_no_failure(provider, state, code):
    state.put("TOKEN#CUTOVER", Token="token-1")
    control = provider()
    workflow(control, Refusal(code))
    assert cut_over(control)["Data"] == RECORDED
    assert "Token" not in state.item("TOKEN#CUTOVER")


def test_a_token_that_could_not_be_answered_stays_for_the_next_try(provider, state):
    state.put("TOKEN#CUTOVER", Token="token-1")
    control = provider()
    workflow(control, Refusal("AccessDeniedException"))
    answer = cut_over(control)
    assert (answer["Status"], answer["Data"]["Recorded"]) == ("SUCCESS", "true")
    assert "answer_cutover: " in answer["Data"]["Reason"] and "AccessDeniedException" in answer["Data"]["Reason"]
    assert state.item("TOKEN#CUTOVER")["Token"] == "token-1"


def test_a_token_that_came_meanwhile_is_not_taken_away(provider, state):
    state.put("TOKEN#CUTOVER", Token="token-1")
    control = provider()
    told = workflow(control)
    control.module.client("stepfunctions", TARGET).meta.events.register_first(
        "before-call.sfn.SendTaskSuccess", lambda **_: state.put("TOKEN#CUTOVER", Token="token-2")
    )
    assert cut_over(control)["Data"] == RECORDED
    assert [one["taskToken"] for one in told.sent] == ["token-1"]
    assert state.item("TOKEN#CUTOVER")["Token"] == "token-2"


@pytest.mark.parametrize(
    ("region", "old", "new", "action"),
    [
        (SOURCE, SOURCE, SOURCE, "Update"),  # nothing changed
        (TARGET, SOURCE, TARGET, "Update"),  # the target comes first; the records are swapped by the source
        (SOURCE, None, TARGET, "Create"),
    ],
)
def test_nobody_is_told_unless_the_source_changes_the_active_region(provider, state, region, old, new, action):
    state.put("TOKEN#CUTOVER", Token="token-1")
    control = provider(region)
    told = workflow(control)
    before = {"OldResourceProperties": record_properties(4, old)} if old else {}
    assert control.ask("MigrationRecord", record_properties(4, new), action, **before)["Data"] == RECORDED
    assert (told.sent, state.item("TOKEN#CUTOVER")["Token"]) == ([], "token-1")

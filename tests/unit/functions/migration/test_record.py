"""Phases: written once in their order, and announced."""

import pytest

from tests.unit.functions.migration.world import ME, TARGET, call, stored
from tests.unit.functions.stand_in import stand_in


def test_a_phase_is_written_and_announced(tasks, heard):
    call(tasks, "record", phase="MOVING")
    assert (stored("WORKFLOW")["Phase"], stored("WORKFLOW")["Execution"]) == ("MOVING", ME)
    [event] = heard()
    assert (event["source"], event["detail-type"]) == ("trading.migration", "PHASE_CHANGED")
    assert event["detail"] == {"migrationId": "verify", "phase": "MOVING", "execution": ME, "reason": ""}


def test_the_reason_of_a_failure_is_announced_in_short(tasks, heard):
    call(tasks, "record", phase="FAILED", error={"Error": "ContractError", "Cause": "x" * 100_000})
    [event] = heard()
    assert event["detail"]["reason"].startswith('{"Error": "ContractError"')
    assert len(event["detail"]["reason"]) == 1000


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        (("MOVING", 1), ("VERIFYING", 1), True),
        (("MOVING", 1), ("MOVING", 1), True),
        (("VERIFYING", 1), ("MOVING", 1), False),
        (("ROLLED_BACK", 1), ("VALIDATED", 2), True),
        (("VALIDATED", 2), ("COMPLETE", 1), False),
        (("COMPLETE", 9), ("FAILED", 10), True),
    ],
)
def test_a_phase_is_never_written_over_a_later_one(tasks, heard, before, after, written):
    call(tasks, "record", phase=before[0], fence=before[1])
    heard()
    if written:
        call(tasks, "record", phase=after[0], fence=after[1])
        assert [event["detail"]["phase"] for event in heard()] == [after[0]]
    else:
        with pytest.raises(tasks.StaleExecutionError, match=f"not written over {before[0]}"):
            call(tasks, "record", phase=after[0], fence=after[1])
        assert heard() == []
    assert stored("WORKFLOW")["Phase"] == (after if written else before)[0]


def test_a_bus_that_takes_no_event_is_asked_again_by_the_state_machine(tasks):
    """PutEvents answers 200 also where it took nothing: FailedEntryCount says so (botocore's PutEventsResponse)."""
    refused = {"FailedEntryCount": 1, "Entries": [{"ErrorCode": "ThrottlingException"}]}
    stand_in(tasks.client("events", TARGET), "PutEvents", refused)
    with pytest.raises(tasks.ThrottledError, match="did not take PHASE_CHANGED"):
        call(tasks, "record", phase="MOVING")

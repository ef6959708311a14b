"""Errors of tasks: each is caught where it may occur, and goes its way to the end.

A run begins where its test says, with what came into that state in a whole migration, and goes on to its end.
"""

import pytest

from tests.integration.workflow.definition import BRANCHES, CAUGHT, TASKS
from tests.integration.workflow.runs import before
from tests.integration.workflow.services import store
from tests.integration.workflow.world import QUICK

ENDS = {
    "ReleaseRefused": "MigrationRefused", "Refused": "MigrationRefused",
    "ObjectsFailed": "MigrationFailed", "TableFailed": "MigrationFailed", "Failing": "MigrationFailed",
    "AbandonTable": "MigrationFailed", "RecordEnd": "MigrationFailed", "ReleaseEnd": "MigrationFailed", "WasItRejected": "MigrationFailed",
    "Undrain": "MigrationRolledBack", "Advise": "MigrationRolledBack", "RecordRolledBack": "MigrationRolledBack",
    "ReleaseRolledBack": "MigrationRolledBack", "RolledBack": "MigrationRolledBack",
    "Rejecting": "ApprovalRejected", "Superseded": "MigrationSuperseded",
    "Release": "MigrationUnrecorded", "IsRecorded": "MigrationUnrecorded",
}  # fmt: skip


DRAINED = {
    "Drain", "CheckDrained", "RecordCuttingOver", "RequestCutover", "FinishTable", "RecordObserving", "Observe",
}  # fmt: skip


LAST_RESORTS = {
    "Validate": "ReleaseRefused", "ReleaseRefused": "Refused", "RecordComplete": "Release", "Release": "IsRecorded",
    "RestoreObjects": "AbandonTable", "AbandonTable": "RecordEnd", "RecordEnd": "ReleaseEnd", "ReleaseEnd": "WasItRejected",
    "Undrain": "Advise", "Advise": "RecordRolledBack", "RecordRolledBack": "ReleaseRolledBack", "ReleaseRolledBack": "RolledBack",
    **dict.fromkeys(("PrepareObjects", "StartObjects", "CheckObjects"), "ObjectsFailed"),
    **dict.fromkeys(("PrepareTable", "ExportTable", "CheckExport", "BackfillTable"), "TableFailed"),
}  # fmt: skip


FENCED = {
    "RecordValidated", "RecordMoving", "RecordVerifying", "RecordAwaitingApproval", "AwaitApproval", "RecordDraining",
    "RecordCuttingOver", "RequestCutover", "RecordObserving", "RecordComplete",
}  # fmt: skip


@pytest.mark.parametrize(("name", "error", "to"), CAUGHT)
def test_an_error_of_a_task_goes_its_way_to_the_end(world, whole, name, error, to):
    task = TASKS[name]["Parameters"]["Payload"]["task"]
    start, by = ("MoveData", "Failing") if name in BRANCHES else (name, to)
    run = world.run(before(whole, start), start, by, {task: [error] if task in {"record", "release"} else error})
    assert (name, "catch", to) in run.transitions
    assert (run.status, run.error) == ("FAILED", ENDS[to])
    if to == "Undrain":
        assert [call["region"] for call in run.asked("undrain")] == ["us-east-1"]
        assert run.stored("WORKFLOW")["Phase"] == "ROLLED_BACK"


def test_what_fails_before_the_drain_is_undone_and_what_fails_after_it_rolls_back():
    caught = {name: to for name, error, to in CAUGHT if error == "ValueError"}
    assert caught == {name: "Undrain" if name in DRAINED else LAST_RESORTS.get(name, "Failing") for name in TASKS}


def test_every_state_that_writes_under_the_fence_gives_way_to_a_later_execution():
    assert {name for name, _, to in CAUGHT if to == "Superseded"} == FENCED


def test_a_failure_before_the_drain_undoes_what_was_begun_and_is_recorded(world, whole):
    run = world.run(before(whole, "MoveData"), "MoveData", "Failing", {"export_table": "PreconditionError"})
    assert ("MoveData", "catch", "Failing") in run.transitions
    undone = {"restore_objects", "abandon_table", "record", "release"}  # the other branch may still be asking
    assert [call["task"] for call in run.calls if call["task"] in undone] == [
        "restore_objects", "abandon_table", "record", "release",
    ]  # fmt: skip
    assert run.stored("WORKFLOW")["Phase"] == "FAILED"
    assert "PreconditionError" in run.cause
    assert "TableFailed" in run.asked("record")[-1]["error"]["Error"]


def test_an_execution_that_was_taken_over_touches_nothing(world, whole):
    script = {"request_cutover": "StaleExecutionError"}
    run = world.run(before(whole, "RequestCutover"), "RequestCutover", None, script, until="HasCatchUp")
    assert run.error == "MigrationSuperseded"
    assert [call["task"] for call in run.calls] == ["request_cutover"]


def test_a_second_execution_is_refused_and_leaves_the_first_its_lock(world):
    store(f"verify-{world.runs + 1}", "LOCK", {"Holder": {"S": "the first"}, "Fence": {"N": "7"}})
    run = world.run(QUICK, "Validate", "ReleaseRefused")
    assert (run.status, run.error) == ("FAILED", "MigrationRefused")
    assert "LockedError" in run.cause
    assert run.stored("LOCK")["Holder"] == "the first"


def test_the_operators_are_advised_after_a_cutover_that_does_not_do_well(world, whole):
    run = world.run(before(whole, "RequestCutover"), "RequestCutover", None, {"observe": "ObservationError"})
    assert run.error == "MigrationRolledBack"
    assert run.asked("advise")[0]["rollback"] == {"activeRegionChanged": True}


def test_a_task_that_is_throttled_is_tried_again(world, whole):
    script = {"verify_backup": ["ThrottledError"]}
    run = world.run(before(whole, "VerifyBackup"), "VerifyBackup", None, script, until="RecordAwaitingApproval")
    assert len(run.asked("verify_backup")) == 2
    assert ("VerifyBackup", "next", "IsBackupVerified") in run.transitions

"""Choices, loops and tokens: what the migration's state machine does on every way through it.

Each row claims the ways that it is there for and finds them in the history of its run; together with the errors that
are caught, and with a whole migration, they have to claim every way that the definition names.
"""

import json
import re
from typing import Any

import pytest

from tests.integration.workflow.definition import CAUGHT, MACHINE, all_transitions
from tests.integration.workflow.runs import before
from tests.integration.workflow.world import QUICK


def not_ok(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"ok": False}


def not_done(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "ok"} | {"done": False, "next": "cursor"}


def status(text: str) -> Any:
    return lambda answer: answer | {"status": text}


def no_table(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"historical": False}


ROWS: dict[str, tuple[str, str | None, dict[str, int], dict[str, Any], str, str | None]] = {
    # what happens: (start, by way of or =until, settings, script, ways that it takes, error that it ends with)
    "jobs take a while": ("MoveData", "=RecordVerifying", {}, {"check_objects": [status("RUNNING")]}, "HaveObjectsMoved?WaitObjects", None),
    "objects fail once": ("MoveData", "=RecordVerifying", {}, {"check_objects": [status("INCOMPLETE")]}, "HaveObjectsMoved?NextObjectAttempt NextObjectAttempt>StartObjects", None),
    "jobs fail once": ("MoveData", "=RecordVerifying", {}, {"check_objects": [status("FAILED")]}, "HaveObjectsMoved?NextObjectAttempt", None),
    "objects fail every time": ("MoveData", "Failing", {}, {"check_objects": status("INCOMPLETE")}, "HaveObjectsMoved?ObjectsIncomplete MoveData!Failing", "MigrationFailed"),
    "jobs do not end": ("MoveData", "Failing", {"objectPolls": 3}, {"check_objects": status("RUNNING")}, "HaveObjectsMoved?ObjectsLate", "MigrationFailed"),
    "the mapping takes a while": ("MoveData", "=RecordVerifying", {}, {"prepare_table": [not_done]}, "IsTableFollowed?WaitMapping WaitMapping>CountMappingPoll CountMappingPoll>PrepareTable", None),
    "the mapping is never enabled": ("MoveData", "Failing", {"preparePolls": 2}, {"prepare_table": not_done}, "IsTableFollowed?TableLate", "MigrationFailed"),
    "no table is given": ("MoveData", "RecordVerifying", {}, {"prepare_table": no_table}, "IsTableFollowed?NoTable HasTableToReconcile?VerifyBackup HasCatchUp?RecordObserving", None),
    "the export takes a while": ("MoveData", "=RecordVerifying", {}, {"check_export": [status("RUNNING")]}, "IsExported?WaitExport WaitExport>CountExportPoll", None),
    "the export fails": ("MoveData", "Failing", {}, {"check_export": status("FAILED")}, "IsExported?ExportFailed", "MigrationFailed"),
    "the export does not end": ("MoveData", "Failing", {"exportPolls": 2}, {"check_export": status("RUNNING")}, "IsExported?ExportLate", "MigrationFailed"),
    "the backfill takes two slices": ("MoveData", "=RecordVerifying", {}, {"backfill_table": [not_done]}, "IsBackfilled?CountBackfillSlice CountBackfillSlice>BackfillTable", None),
    "the backfill does not end": ("MoveData", "Failing", {"backfillSlices": 2}, {"backfill_table": not_done}, "IsBackfilled?BackfillLate", "MigrationFailed"),
    "replication lags": ("VerifyReplication", "=VerifyTable", {}, {"verify_replication": [not_ok]}, "IsReplicationVerified?WaitForReplication WaitForReplication>VerifyReplication", None),
    "the replica lags": ("VerifyTable", "=ReconcileObjects", {}, {"verify_table": [not_ok]}, "IsTableVerified?WaitForTable WaitForTable>VerifyTable", None),
    "no backup yet": ("VerifyBackup", "=RecordAwaitingApproval", {}, {"verify_backup": [not_ok]}, "IsBackupVerified?WaitForBackup WaitForBackup>VerifyBackup", None),
    "objects take two slices": ("ReconcileObjects", "=HasTableToReconcile", {}, {"reconcile_objects": [not_done]}, "AreObjectsReconciled?CountObjectsSlice CountObjectsSlice>ReconcileObjects", None),
    "objects differ": ("ReconcileObjects", "=HasTableToReconcile", {}, {"reconcile_objects": not_ok}, "AreObjectsReconciled?ObjectsDiffer ObjectsDiffer>Failing", "MigrationFailed"),
    "objects take too long": ("ReconcileObjects", "=HasTableToReconcile", {"objectSlices": 2}, {"reconcile_objects": not_done}, "AreObjectsReconciled?ObjectsDiffer", "MigrationFailed"),
    "items take two slices": ("ReconcileTable", "=VerifyBackup", {}, {"reconcile_table": [not_done]}, "IsTableReconciled?CountTableSlice CountTableSlice>ReconcileTable", None),
    "items differ": ("ReconcileTable", "=VerifyBackup", {}, {"reconcile_table": not_ok}, "IsTableReconciled?TableDiffers TableDiffers>Failing", "MigrationFailed"),
    "items take too long": ("ReconcileTable", "=VerifyBackup", {"tableSlices": 2}, {"reconcile_table": not_done}, "IsTableReconciled?TableDiffers", "MigrationFailed"),
    "records keep coming": ("CheckDrained", "=RecordCuttingOver", {}, {"check_drained": [not_ok]}, "IsDrained?WaitDrained WaitDrained>CheckDrained", None),
    "the catch-up takes a while": ("FinishTable", "=RecordObserving", {}, {"finish_table": [not_done]}, "IsCaughtUp?WaitCatchUp WaitCatchUp>CountCatchUpPoll CountCatchUpPoll>FinishTable", None),
    "the catch-up does not end": ("FinishTable", "=RecordObserving", {"catchUpPolls": 2}, {"finish_table": not_done}, "IsCaughtUp?CatchUpLate CatchUpLate>Undrain", "MigrationRolledBack"),
    "nothing was changed": ("Undrain", "IsAdviceNeeded", {}, {}, "Undrain>IsAdviceNeeded IsAdviceNeeded?RecordRolledBack RecordRolledBack>ReleaseRolledBack ReleaseRolledBack>RolledBack", "MigrationRolledBack"),
    "the active region was changed": ("Undrain", "IsAdviceNeeded", {}, {"undrain": lambda answer: {"activeRegionChanged": True}}, "IsAdviceNeeded?Advise Advise>RecordRolledBack", "MigrationRolledBack"),
    "something fails": ("Failing", None, {}, {}, "Failing>RestoreObjects RestoreObjects>AbandonTable AbandonTable>RecordEnd RecordEnd>ReleaseEnd ReleaseEnd>WasItRejected WasItRejected?Failed", "MigrationFailed"),
    "completion is not recorded": ("RecordComplete", "Release", {}, {"record": "ClientError"}, "RecordComplete!Release IsRecorded?Unrecorded", "MigrationUnrecorded"),
    "the input is refused": ("Validate", "ReleaseRefused", {"samples": 99}, {}, "Validate!ReleaseRefused ReleaseRefused>Refused", "MigrationRefused"),
}  # fmt: skip


TOKENS: dict[str, tuple[str, str, dict[str, int], dict[str, Any], str, str]] = {
    # what is answered: (start, by way of, settings, answers, ways, error)
    "no": ("AwaitApproval", "IsApproved", {}, {"TOKEN#APPROVAL": {"approved": False}}, "IsApproved?NotApproved NotApproved>Rejecting Rejecting>RestoreObjects WasItRejected?Rejected", "ApprovalRejected"),
    "nothing clear": ("AwaitApproval", "IsApproved", {}, {"TOKEN#APPROVAL": {"approved": "true"}}, "IsApproved?NotApproved", "ApprovalRejected"),
    "no object": ("AwaitApproval", "IsApproved", {}, {"TOKEN#APPROVAL": ["approved"]}, "IsApproved?NotApproved", "ApprovalRejected"),
    "a rejection": ("AwaitApproval", "Rejecting", {}, {"TOKEN#APPROVAL": "ApprovalRejected"}, "AwaitApproval!Rejecting", "ApprovalRejected"),
    "no approval in time": ("AwaitApproval", "Failing", {"approvalSeconds": 1}, {"TOKEN#APPROVAL": None}, "AwaitApproval!Failing", "MigrationFailed"),
    "another region": ("RequestCutover", "IsTargetActive", {}, {"TOKEN#CUTOVER": {"activeRegion": "us-east-1"}}, "IsTargetActive?CutoverElsewhere CutoverElsewhere>Undrain", "MigrationRolledBack"),
    "no region": ("RequestCutover", "IsTargetActive", {}, {"TOKEN#CUTOVER": {}}, "IsTargetActive?CutoverElsewhere", "MigrationRolledBack"),
    "no cutover in time": ("RequestCutover", "Undrain", {"cutoverSeconds": 1}, {"TOKEN#CUTOVER": None}, "RequestCutover!Undrain", "MigrationRolledBack"),
}  # fmt: skip


HOW = {"?": "choice", ">": "next", "!": "catch"}


def ways(text: str) -> set[tuple[str, str, str]]:
    """``A>B`` is A's Next, ``A?B`` a choice, ``A!B`` a catch."""
    return {(name, HOW[how], to) for name, how, to in re.findall(r"(\w+)([?>!])(\w+)", text)}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_what_happens_takes_its_ways_to_its_end(world, whole, row):
    start, by, settings, script, text, error = row
    given = QUICK | settings if start == "Validate" else before(whole, start, **settings)
    to, until = (None, by[1:]) if by and by.startswith("=") else (by, None)
    run = world.run(given, start, to, script, until=until)
    assert ways(text) <= run.transitions
    assert (run.status, run.error) == (("FAILED", error) if error else ("SUCCEEDED", None))


@pytest.mark.parametrize("row", TOKENS.values(), ids=TOKENS)
def test_what_a_token_is_answered_decides(world, whole, row):
    start, by, settings, answers, text, error = row
    run = world.run(before(whole, start, **settings), start, by, answers=answers)
    assert ways(text) <= run.transitions
    assert (run.status, run.error) == ("FAILED", error)
    assert run.stored("TOKEN#APPROVAL") == run.stored("TOKEN#CUTOVER") == {}


def test_every_way_that_the_definition_names_is_taken(whole):
    claimed = whole.transitions | {(name, "catch", to) for name, _, to in CAUGHT}
    for row in [*ROWS.values(), *TOKENS.values()]:
        claimed |= ways(row[4])
    assert all_transitions(MACHINE) - claimed == set()
    assert claimed - all_transitions(MACHINE) == set()


def test_each_attempt_has_its_number_and_each_slice_its_cursor(world, whole):
    """Attempts and slices have a run each: where objects fail, the other branch ends as soon as that is seen."""
    run = world.run(before(whole, "MoveData"), "MoveData", "Failing", {"check_objects": status("INCOMPLETE")})
    assert [call["attempt"] for call in run.asked("start_objects")] == [1, 2, 3]
    assert [call["attempt"] for call in run.asked("check_objects")] == [1, 2, 3]
    script = {"backfill_table": [not_done, not_done]}
    run = world.run(before(whole, "MoveData"), "MoveData", None, script, until="RecordVerifying")
    assert [call["next"] for call in run.asked("backfill_table")] == ["", "cursor", "cursor"]


def test_each_wait_for_objects_is_longer_than_the_last(world, whole):
    given = before(whole, "MoveData", objectWaitStepSeconds=1)
    run = world.run(given, "MoveData", None, {"check_objects": [status("RUNNING")]}, until="RecordVerifying")
    waits = [json.loads(details["input"]) for details in run.entered if details["name"] == "WaitObjects"]
    assert [wait["objects"]["seconds"] for wait in waits] == [0, 1]

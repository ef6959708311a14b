"""What the migration's state machine does on every way through it, executed by moto's interpreter.

A run begins where its test says, with what came into that state in a whole migration, and goes on to its end. Each
test claims the ways that it is there for and finds them in the history; together they have to claim every way that
the definition names.
"""

import json
import re
from collections.abc import Generator
from types import ModuleType
from typing import Any

import pytest

from tests.integration.workflow import (
    Run,
    Workflow,
    all_states,
    all_transitions,
    definition,
    functions,
    store,
    targets,
    workflow,
)
from tests.unit.functions.sources import SOURCES as FUNCTIONS
from tests.unit.functions.sources import embedded, fresh

MACHINE = definition()
STATES = all_states(MACHINE)
TASKS = {name: state for name, state in STATES.items() if state["Type"] == "Task"}
QUICK = {
    "objectWaitSeconds": 0, "objectWaitStepSeconds": 0, "prepareWaitSeconds": 0, "exportWaitSeconds": 0, "verifyWaitSeconds": 0,
    "drainWaitSeconds": 0, "catchUpWaitSeconds": 0, "observeWaitSeconds": 0, "observePolls": 2,
}  # fmt: skip
SOURCES = ("tasks", "checks", "object_tasks", "object_comparison", "table_tasks", "table_comparison")
BRANCHES = {name for branch in MACHINE["States"]["MoveData"]["Branches"] for name in branch["States"]}
ERROR = {"Error": "ObjectsLate", "Cause": "as the test wants it"}
DRAINED = {
    "Drain", "CheckDrained", "RecordCuttingOver", "RequestCutover", "FinishTable", "RecordObserving", "Observe",
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> Generator[Workflow]:
    with workflow("tasks", "checks") as made:
        yield made


@pytest.fixture(scope="module")
def whole(world: Workflow) -> Run:
    """A migration in which all goes well."""
    return world.run(QUICK)


def before(whole: Run, start: str, **settings: int) -> dict[str, Any]:
    """What comes into a state: what came in a whole migration, else what a failure leaves."""
    entered = whole.inputs.get(start)
    if entered is None:
        entered = whole.inputs["Observe"] | {
            "error": ERROR,
            "outcome": {"phase": "FAILED"},
            "rollback": {"activeRegionChanged": False},
        }
    return entered | {"settings": entered.get("settings", {}) | settings}


def not_ok(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"ok": False}


def not_done(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "ok"} | {"done": False, "next": "cursor"}


def status(text: str) -> Any:
    return lambda answer: answer | {"status": text}


def no_table(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"historical": False}


# A whole migration


def test_a_migration_in_which_all_goes_well_is_complete(whole):
    assert (whole.status, whole.error) == ("SUCCEEDED", None)
    assert whole.stored("WORKFLOW")["Phase"] == "COMPLETE"
    assert "Holder" not in whole.stored("LOCK")
    assert [call["region"] for call in whole.asked("drain")] == ["us-east-1"]
    assert whole.asked("undrain") == []


def test_the_tasks_of_a_migration_come_in_their_order(whole):
    order = [call["task"] for call in whole.calls if call["task"] not in {"record", "observe"}]
    data = {
        "prepare_objects",
        "start_objects",
        "check_objects",
        "prepare_table",
        "export_table",
        "check_export",
        "backfill_table",
    }
    assert [task for task in order if task not in data] == [
        "validate", "check_contract", "verify_replication", "verify_table", "reconcile_objects", "reconcile_table", "verify_backup",
        "request_approval", "drain", "check_drained", "request_cutover", "finish_table", "release",
    ]  # fmt: skip
    assert [task for task in order if task in data and "object" in task] == [
        "prepare_objects",
        "start_objects",
        "check_objects",
    ]
    assert [task for task in order if task in data and "object" not in task] == [
        "prepare_table",
        "export_table",
        "check_export",
        "backfill_table",
    ]


def test_every_task_knows_its_execution_and_its_settings(whole):
    settings = whole.inputs["CheckContract"]["settings"]
    assert settings["catchUpDeadLetterArn"] == "arn:aws:sqs:us-east-1:123456789012:trading-analytics-dlq-verify"
    for call in whole.calls:
        assert call["execution"].endswith(f":{whole.migration}:one")
        assert call.get("settings", settings) == settings


def test_the_state_stays_far_below_256_kib_where_every_answer_is_8_kb(whole):
    assert (
        max(
            len(event["stateEnteredEventDetails"]["input"])
            for event in whole.events
            if "stateEnteredEventDetails" in event
        )
        < 64 * 1024
    )


# Errors: each is caught where it may occur


ENDS = {
    "ReleaseRefused": "MigrationRefused", "Refused": "MigrationRefused",
    "ObjectsFailed": "MigrationFailed", "TableFailed": "MigrationFailed", "Failing": "MigrationFailed",
    "AbandonTable": "MigrationFailed", "RecordEnd": "MigrationFailed", "ReleaseEnd": "MigrationFailed", "WasItRejected": "MigrationFailed",
    "Undrain": "MigrationRolledBack", "Advise": "MigrationRolledBack", "RecordRolledBack": "MigrationRolledBack",
    "ReleaseRolledBack": "MigrationRolledBack", "RolledBack": "MigrationRolledBack",
    "Rejecting": "ApprovalRejected", "Superseded": "MigrationSuperseded",
    "Release": "MigrationUnrecorded", "IsRecorded": "MigrationUnrecorded",
}  # fmt: skip
CAUGHT = [
    (name, "ValueError" if catcher["ErrorEquals"] == ["States.ALL"] else error, catcher["Next"])
    for name, state in TASKS.items()
    for catcher in state.get("Catch", [])
    for error in catcher["ErrorEquals"]
]


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


# Choices, loops and tokens


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
HOW = {"?": "choice", ">": "next", "!": "catch"}
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
    script = {"check_objects": status("INCOMPLETE"), "backfill_table": [not_done, not_done]}
    run = world.run(before(whole, "MoveData"), "MoveData", "Failing", script)
    assert [call["attempt"] for call in run.asked("start_objects")] == [1, 2, 3]
    assert [call["attempt"] for call in run.asked("check_objects")] == [1, 2, 3]
    assert [call["next"] for call in run.asked("backfill_table")] == ["", "cursor", "cursor"]


def test_each_wait_for_objects_is_longer_than_the_last(world, whole):
    given = before(whole, "MoveData", objectWaitStepSeconds=1)
    run = world.run(given, "MoveData", None, {"check_objects": [status("RUNNING")]}, until="RecordVerifying")
    entered = [event["stateEnteredEventDetails"] for event in run.events if "stateEnteredEventDetails" in event]
    waits = [json.loads(details["input"]) for details in entered if details["name"] == "WaitObjects"]
    assert [wait["objects"]["seconds"] for wait in waits] == [0, 1]


def test_the_operators_are_advised_after_a_cutover_that_does_not_do_well(world, whole):
    run = world.run(before(whole, "RequestCutover"), "RequestCutover", None, {"observe": "ObservationError"})
    assert run.error == "MigrationRolledBack"
    assert run.asked("advise")[0]["rollback"] == {"activeRegionChanged": True}


def test_a_task_that_is_throttled_is_tried_again(world, whole):
    script = {"verify_backup": ["ThrottledError"]}
    run = world.run(before(whole, "VerifyBackup"), "VerifyBackup", None, script, until="RecordAwaitingApproval")
    assert len(run.asked("verify_backup")) == 2
    assert ("VerifyBackup", "next", "IsBackupVerified") in run.transitions


# What holds for every state


def test_names_of_states_are_unique_and_short():
    names = [
        *MACHINE["States"],
        *(name for branch in MACHINE["States"]["MoveData"]["Branches"] for name in branch["States"]),
    ]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 80


def test_every_state_says_what_it_is_for():
    assert [name for name, state in STATES.items() if not state.get("Comment")] == []


def test_every_task_ends_in_time_and_catches_everything():
    for name, state in TASKS.items():
        assert {"Catch"} < state.keys() & {"Catch", "TimeoutSeconds", "TimeoutSecondsPath"}, name
        assert state["Catch"][-1]["ErrorEquals"] == ["States.ALL"], name
        assert state["Catch"][-1]["ResultPath"] not in {None, "$"}, name


def test_only_what_may_pass_by_itself_is_tried_again():
    """Lambda's own errors (Step Functions Developer Guide, "Handle transient Lambda service exceptions"), and throttling."""
    lambdas = {
        "ServiceException",
        "AWSLambdaException",
        "SdkClientException",
        "ClientExecutionTimeoutException",
        "TooManyRequestsException",
    }
    for name, state in TASKS.items():
        [retrier] = state["Retry"]
        assert set(retrier["ErrorEquals"]) == {"ThrottledError", *(f"Lambda.{error}" for error in lambdas)}, name
        assert retrier["JitterStrategy"] == "FULL" and retrier["BackoffRate"] > 1, name


def errors(module: ModuleType) -> set[str]:
    """The names of the errors that a function raises."""
    own = [value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__]
    return {value.__name__ for value in own if isinstance(value, type) and issubclass(value, Exception)}


def test_the_names_of_errors_are_those_that_the_functions_raise():
    raised = errors(fresh("tasks")) | errors(fresh("checks"))
    named = {
        error
        for state in TASKS.values()
        for rule in [*state["Retry"], *state["Catch"]]
        for error in rule["ErrorEquals"]
    }
    assert {error for error in named if not error.startswith(("States.", "Lambda."))} - raised == {"ApprovalRejected"}


def called(state: dict[str, Any]) -> str:
    """The name of the function that a task calls."""
    return str(state["Parameters"]["FunctionName"]).rpartition(":")[2]


@pytest.mark.parametrize("source", SOURCES)
def test_every_task_of_a_function_is_asked_of_it_and_no_other(source):
    states = [state for state in TASKS.values() if functions()[called(state)]["source"] == source]
    assert {state["Parameters"]["Payload"]["task"] for state in states} == set(fresh(source).TASKS)


def test_every_setting_that_is_named_exists_and_every_one_that_exists_is_named():
    settings = set(fresh("tasks").SETTINGS)
    named = set(re.findall(r"\$\.settings\.(\w+)", json.dumps(MACHINE)))
    text = "".join(embedded(file) for file in FUNCTIONS.glob("*.py") if file.stem != "tasks")
    assert named - settings == set()
    assert {name for name in settings - named if f'"{name}"' not in text} == set()


@pytest.mark.parametrize("source", SOURCES)
def test_a_function_is_told_what_it_reads_and_no_more(source):
    [told] = [function["variables"] for function in functions().values() if function["source"] == source]
    read = set(re.findall(r"""\b(?:env\(|environ\[)["'](\w+)["']""", embedded(FUNCTIONS / f"{source}.py")))
    everywhere = {"ENVIRONMENT", "SOURCE_REGION", "TARGET_REGION"}
    assert set(told) - everywhere == read - everywhere


# History and time


LOOPS = {
    # the states of a turn, and the setting that bounds the turns
    "objectPolls": "WaitObjects CountObjectPoll CheckObjects HaveObjectsMoved",
    "objectAttempts": "StartObjects NextObjectAttempt",
    "preparePolls": "PrepareTable IsTableFollowed WaitMapping CountMappingPoll",
    "exportPolls": "WaitExport CountExportPoll CheckExport IsExported",
    "backfillSlices": "BackfillTable IsBackfilled CountBackfillSlice",
    "objectSlices": "ReconcileObjects AreObjectsReconciled CountObjectsSlice",
    "tableSlices": "ReconcileTable IsTableReconciled CountTableSlice",
    "verifyPolls": "VerifyReplication IsReplicationVerified WaitForReplication VerifyTable IsTableVerified WaitForTable VerifyBackup IsBackupVerified WaitForBackup",
    "drainPolls": "WaitDrained CheckDrained IsDrained",
    "catchUpPolls": "FinishTable IsCaughtUp WaitCatchUp CountCatchUpPoll",
    "observePolls": "WaitObservation Observe IsObserved",
}
HIGHEST = {name: highest for name, (_, _, highest) in fresh("tasks").SETTINGS.items()}


def events_of(name: str) -> int:
    """Entered and exited; of a task also scheduled, started, succeeded, and submitted where it waits for a token.

    A parallel state starts and succeeds; the last state is not exited if it fails, and ends the execution.
    """
    state = STATES[name]
    if state["Type"] == "Task":
        return 6 if state["Resource"].endswith(".waitForTaskToken") else 5
    return {"Parallel": 4, "Succeed": 3}.get(state["Type"], 2)


def reachable(name: str) -> set[str]:
    found: set[str] = set()
    left = [name]
    while left:
        for how, to in targets(STATES[left.pop()]):
            if how != "catch" and to not in found:
                found.add(to)
                left.append(to)
    return found


def test_every_state_that_may_be_entered_again_belongs_to_a_loop_with_a_bound():
    assert {name for name in STATES if name in reachable(name)} == set(" ".join(LOOPS.values()).split())


def test_the_count_of_events_is_that_of_a_history(whole):
    entered = [
        event["stateEnteredEventDetails"]["name"] for event in whole.events if "stateEnteredEventDetails" in event
    ]
    assert 1 + sum(map(events_of, entered)) == len(whole.events)  # 1: ExecutionStarted


def test_the_longest_history_that_settings_allow_stays_below_25000_events():
    """Quota of a Standard execution: 25,000 events (Developer Guide, "Service quotas"). 2,000 are left for 600 retries."""
    loops = sum(HIGHEST[bound] * sum(events_of(name) for name in names.split()) for bound, names in LOOPS.items())
    once = sum(events_of(name) for name in STATES)
    assert 1 + loops + once < 25_000 - 2_000


def test_a_week_of_objects_polled_each_15_minutes_and_seven_of_them_fit():
    settings = fresh("tasks").SETTINGS
    (first, _, _), (step, _, _), (polls, _, _) = (
        settings[name] for name in ("objectWaitSeconds", "objectWaitStepSeconds", "objectPolls")
    )
    week = 7 * 24 * 3600
    assert first == 15 * 60
    assert sum(first + step * turn for turn in range(polls)) > 7 * week


def slowest(name: str) -> float:
    """Seconds that a task may take: every attempt to its timeout, and the longest delays between them."""
    state = STATES[name]
    [retrier] = state["Retry"]
    delays = [
        min(retrier["IntervalSeconds"] * retrier["BackoffRate"] ** turn, retrier["MaxDelaySeconds"])
        for turn in range(retrier["MaxAttempts"])
    ]
    attempt = state.get("TimeoutSeconds", 20)  # asking under a token is given up as fast as the others
    return float(attempt * (retrier["MaxAttempts"] + 1) + sum(delays))


def test_a_planned_cutover_takes_30_minutes_at_most():
    drain = slowest("Drain") + HIGHEST["drainSeconds"] + HIGHEST["drainWaitSeconds"] + slowest("CheckDrained")
    assert drain + slowest("RecordCuttingOver") + slowest("RequestCutover") + HIGHEST["cutoverSeconds"] <= 30 * 60

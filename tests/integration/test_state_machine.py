"""A whole migration in which all goes well, executed by moto's interpreter."""

from tests.integration.workflow.definition import events_of


def test_a_migration_in_which_all_goes_well_is_complete(whole):
    assert (whole.status, whole.error) == ("SUCCEEDED", None)
    assert whole.stored("WORKFLOW")["Phase"] == "COMPLETE"
    assert "Holder" not in whole.stored("LOCK")
    assert [call["region"] for call in whole.asked("drain")] == ["us-east-1"]
    assert whole.asked("undrain") == []


def test_the_tasks_of_a_migration_come_in_their_order(whole):
    order = [call["task"] for call in whole.calls if call["task"] not in {"record", "observe"}]
    objects = ["prepare_objects", "start_objects", "check_objects"]
    table = ["prepare_table", "export_table", "check_export", "backfill_table"]
    assert [task for task in order if task not in {*objects, *table}] == [
        "validate", "check_contract", "verify_replication", "verify_table", "reconcile_objects", "reconcile_table", "verify_backup",
        "request_approval", "drain", "check_drained", "request_cutover", "finish_table", "release",
    ]  # fmt: skip
    assert [task for task in order if task in objects] == objects
    assert [task for task in order if task in table] == table


def test_every_task_knows_its_execution_and_its_settings(whole):
    settings = whole.inputs["CheckContract"]["settings"]
    assert settings["catchUpDeadLetterArn"] == "arn:aws:sqs:us-east-1:123456789012:trading-analytics-dlq-verify"
    for call in whole.calls:
        assert call["execution"].endswith(f":{whole.migration}:one")
        assert call.get("settings", settings) == settings


def test_the_state_stays_far_below_256_kib_where_every_answer_is_8_kb(whole):
    assert max(len(details["input"]) for details in whole.entered) < 64 * 1024


def test_the_count_of_events_is_that_of_a_history(whole):
    assert 1 + sum(events_of(details["name"]) for details in whole.entered) == len(whole.events)  # 1: ExecutionStarted

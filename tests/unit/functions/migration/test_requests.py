"""What people are asked and told, and the tokens that their answers need."""

import pytest

from tests.unit.functions.migration.world import ME, OTHER, SOURCE, TARGET, call, stored


def test_the_token_of_an_approval_is_kept_and_not_sent_around(tasks, heard):
    call(tasks, "request_approval", token="secret-token")
    assert (stored("TOKEN#APPROVAL")["Token"], stored("TOKEN#APPROVAL")["Execution"]) == ("secret-token", ME)
    [message] = heard()
    assert message["Subject"] == "verify: approve the cutover?"
    assert "secret-token" not in message["Message"]


def test_the_message_says_how_to_answer(tasks, heard):
    call(tasks, "request_approval", token="t")
    [message] = heard()
    assert "604800 s" in message["Message"]
    assert (
        'aws dynamodb get-item --region eu-central-1 --table-name migration-state-verify --key \'{"MigrationId": {"S": "verify"}'
        in message["Message"]
    )
    assert (
        'send-task-success --region eu-central-1 --task-token "$TOKEN" --task-output \'{"approved": true}\''
        in message["Message"]
    )


def test_the_cutover_is_asked_for_on_the_bus_and_by_the_topic(tasks, heard):
    call(tasks, "request_cutover", token="secret-token")
    event, message = sorted(heard(), key=lambda one: "Message" in one)
    assert event["detail-type"] == "CUTOVER_READY"
    assert event["detail"] == {"migrationId": "verify", "sourceRegion": SOURCE, "targetRegion": TARGET, "seconds": 780}
    assert "ActiveRegion=eu-central-1" in message["Message"]
    assert stored("TOKEN#CUTOVER")["Token"] == "secret-token"


@pytest.mark.parametrize("task", ["request_approval", "request_cutover"])
def test_an_execution_that_was_taken_over_asks_nobody(tasks, heard, task):
    call(tasks, task, OTHER, token="new", fence=2)
    heard()
    with pytest.raises(tasks.StaleExecutionError, match=OTHER):
        call(tasks, task, ME, token="old", fence=1)
    assert heard() == []


@pytest.mark.parametrize("task", ["request_approval", "request_cutover"])
def test_an_execution_that_asks_again_waits_under_its_newest_token(tasks, heard, task):
    step = {"request_approval": "TOKEN#APPROVAL", "request_cutover": "TOKEN#CUTOVER"}[task]
    for token in ("first", "second"):
        call(tasks, task, token=token)
    assert stored(step)["Token"] == "second"


@pytest.mark.parametrize(
    ("rollback", "said", "unsaid"),
    [
        ({"activeRegionChanged": True}, "Update the StackSet with ActiveRegion=us-east-1", "may still be drained"),
        ({"Error": "ClientError", "Cause": "x"}, "us-east-1 may still be drained (ClientError)", "was changed already"),
        ({"activeRegionChanged": False}, "rolled back", "ActiveRegion"),
    ],
)
def test_the_operators_are_told_what_is_left_to_them(tasks, heard, rollback, said, unsaid):
    call(tasks, "advise", rollback=rollback, error={"Error": "DrainTimeoutError", "Cause": "records keep coming"})
    event, message = sorted(heard(), key=lambda one: "Message" in one)
    assert event["detail-type"] == "ROLLBACK_ADVICE"
    assert "records keep coming" in message["Message"]
    assert said in message["Message"] and unsaid not in message["Message"]

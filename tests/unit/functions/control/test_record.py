"""Custom::MigrationRecord: what the state table knows of each region's stack."""

import pytest
from botocore.exceptions import EndpointConnectionError

from tests.unit.functions.control.provider import RECORDED, SOURCE, STACK, TARGET, Context, record_properties
from tests.unit.functions.stand_in import Refusal, stand_in


def test_the_record_of_each_region_is_written_into_the_target_s_table(provider, state, clock):
    for region in (TARGET, SOURCE):
        answer = provider(region).ask("MigrationRecord", record_properties(4))
        assert (answer["Status"], answer["Data"]) == ("SUCCESS", RECORDED)
        assert answer["PhysicalResourceId"] == f"migration-record-verify-{region}"
        assert state.item(f"STACK#{region}") == {
            "MigrationId": "move-1",
            "Step": f"STACK#{region}",
            "Status": "CREATE_IN_PROGRESS",
            "StackId": STACK,
            "Revision": 4,
            "ActiveRegion": SOURCE,
            "RequestId": "request-1",
            "UpdatedAt": int(clock.seconds),
        }


@pytest.mark.parametrize(("revision", "recorded"), [(3, "false"), (4, "true"), (5, "true")])
def test_a_record_is_never_written_over_by_a_lower_revision(provider, state, revision, recorded):
    control = provider()
    control.ask("MigrationRecord", record_properties(4))
    answer = control.ask(
        "MigrationRecord", record_properties(revision), "Update", OldResourceProperties=record_properties(2)
    )
    assert (answer["Status"], answer["Data"]["Recorded"]) == ("SUCCESS", recorded)
    assert state.item(f"STACK#{SOURCE}")["Revision"] == max(4, revision)
    assert ("STACK#us-east-1 is at revision 4" in answer["Data"]["Reason"]) == (recorded == "false")


def test_a_rolled_back_update_takes_the_record_back(provider, state):
    control = provider()
    control.ask("MigrationRecord", record_properties(4))
    control.ask("MigrationRecord", record_properties(5), "Update", OldResourceProperties=record_properties(4))
    back = control.ask("MigrationRecord", record_properties(4), "Update", OldResourceProperties=record_properties(5))
    assert back["Data"]["Recorded"] == "true"
    assert state.item(f"STACK#{SOURCE}")["Revision"] == 4


def test_a_third_region_gets_no_stack(provider, state):
    answer = provider("eu-west-1").ask("MigrationRecord", record_properties())
    assert answer["Status"] == "FAILED"
    assert "eu-west-1 is neither SourceRegion nor TargetRegion" in answer["Reason"]


def test_a_request_that_comes_again_does_not_undo_what_happened_since(provider, state):
    control = provider()
    control.ask("MigrationRecord", record_properties(4), RequestId="once")
    control.tell("CREATE_COMPLETE", "2027-06-01T00:00:00Z")
    answer = control.ask("MigrationRecord", record_properties(4), RequestId="once")
    assert answer["Data"] == RECORDED
    assert state.item(f"STACK#{SOURCE}")["Status"] == "CREATE_COMPLETE"


def test_without_a_table_the_record_is_missing_and_the_stack_goes_on(provider):
    answer = provider(TARGET).ask("MigrationRecord", record_properties())
    assert (answer["Status"], answer["Data"]["Recorded"]) == ("SUCCESS", "false")
    assert "ResourceNotFoundException" in answer["Data"]["Reason"]


@pytest.mark.parametrize("action", ["Create", "Update", "Delete"])
@pytest.mark.parametrize(
    "trouble",
    [
        Refusal("ProvisionedThroughputExceededException"),
        Refusal("AccessDeniedException"),
        EndpointConnectionError(endpoint_url="https://dynamodb.eu-central-1.amazonaws.com"),
    ],
)
def test_no_trouble_of_the_state_table_fails_the_stack(provider, state, trouble, action):
    control = provider()
    stand_in(control.module.client("dynamodb", TARGET), "UpdateItem", trouble)
    physical = {"PhysicalResourceId": f"migration-record-verify-{SOURCE}"}
    answer = control.ask("MigrationRecord", record_properties(), action, **physical)
    assert answer["Status"] == "SUCCESS"
    assert answer.get("Reason") if action == "Delete" else answer["Data"]["Recorded"] == "false"


def test_a_record_that_there_is_no_time_for_is_missing_and_the_stack_goes_on(provider, state):
    control = provider()
    control.context = Context(29_000)
    answer = control.ask("MigrationRecord", record_properties())
    assert (answer["Status"], answer["Data"]["Recorded"]) == ("SUCCESS", "false")
    assert "time is nearly over" in answer["Data"]["Reason"]


def test_the_source_gives_the_target_the_revision_that_it_had_no_table_for(provider, state):
    provider(TARGET).tell("CREATE_COMPLETE", "2027-01-15T08:00:00Z", "the target's stack")
    provider(SOURCE).ask("MigrationRecord", record_properties(7))
    item = state.item(f"STACK#{TARGET}")
    assert (item["Status"], item["Revision"], item["ActiveRegion"]) == ("CREATE_COMPLETE", 7, SOURCE)
    assert (item["StackId"], item["RecordedBy"]) == ("the target's stack", SOURCE)


def test_the_source_does_not_touch_a_record_that_the_target_has_written(provider, state):
    provider(TARGET).ask("MigrationRecord", record_properties(6))
    before = state.item(f"STACK#{TARGET}")
    provider(SOURCE).ask("MigrationRecord", record_properties(7))
    assert state.item(f"STACK#{TARGET}") == before


def test_the_target_writes_over_what_the_source_wrote_for_it(provider, state):
    provider(SOURCE).ask("MigrationRecord", record_properties(7))
    assert "Status" not in state.item(f"STACK#{TARGET}")  # nobody knows it
    assert provider(TARGET).ask("MigrationRecord", record_properties(7), "Update")["Data"] == RECORDED
    assert state.item(f"STACK#{TARGET}")["Status"] == "UPDATE_IN_PROGRESS"


def test_deletion_retires_the_record_and_keeps_it(provider, state):
    control, physical = provider(), {"PhysicalResourceId": f"migration-record-verify-{SOURCE}"}
    control.ask("MigrationRecord", record_properties(4))
    for _ in range(2):
        assert control.ask("MigrationRecord", record_properties(4), "Delete", **physical)["Status"] == "SUCCESS"
        assert (state.item(f"STACK#{SOURCE}")["Status"], state.item(f"STACK#{SOURCE}")["Revision"]) == ("RETIRED", 4)


def test_deletion_of_a_record_that_was_never_made_makes_none(provider, state):
    answer = provider().ask(
        "MigrationRecord", record_properties(), "Delete", PhysicalResourceId=f"migration-record-verify-{SOURCE}"
    )
    assert (answer["Status"], state.item(f"STACK#{SOURCE}")) == ("SUCCESS", {})


def test_deletion_of_an_old_stack_does_not_retire_the_record_of_a_new_one(provider, state):
    control = provider()
    control.ask("MigrationRecord", record_properties(4, stack="new"))
    control.ask(
        "MigrationRecord",
        record_properties(4, stack="old"),
        "Delete",
        PhysicalResourceId=f"migration-record-verify-{SOURCE}",
    )
    assert state.item(f"STACK#{SOURCE}")["Status"] == "CREATE_IN_PROGRESS"


@pytest.mark.parametrize(
    ("stack", "action", "status"), [(STACK, "Update", "RETIRED"), ("a new stack", "Create", "CREATE_IN_PROGRESS")]
)
def test_only_another_stack_writes_over_a_retired_record(provider, state, stack, action, status):
    control = provider()
    control.ask("MigrationRecord", record_properties(4))
    control.ask(
        "MigrationRecord", record_properties(4), "Delete", PhysicalResourceId=f"migration-record-verify-{SOURCE}"
    )
    control.ask("MigrationRecord", record_properties(1 if stack != STACK else 5, stack=stack), action)
    assert state.item(f"STACK#{SOURCE}")["Status"] == status

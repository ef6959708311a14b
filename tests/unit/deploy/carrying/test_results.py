"""What a run says of every region, in words and for programs."""

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from tapstack.deploy.following import Operation, OperationStatus, RegionStatus, StackEvent
from tapstack.deploy.planning.plan import plan
from tapstack.deploy.planning.present import Present
from tapstack.deploy.results.document import Ending, document
from tapstack.deploy.results.planned import planned, planned_text
from tapstack.deploy.results.record import Record
from tapstack.deploy.results.told import told
from tapstack.deploy.results.verdicts import overruled, verdicts
from tapstack.findings import Severity, Status, exit_code
from tests.unit.deploy.carrying.conftest import ACCOUNT, CREATED, ONE, TWO

WHY = "The password hunter2 is too short"


def event(region, logical_id, status, reason="", **more):
    return StackEvent(region, CREATED, "arn:s", logical_id, "AWS::SSM::Parameter", status, reason, **more)


@pytest.fixture
def failed(instance):
    """A run that failed in the second region."""
    record = Record(instances=(instance(ONE), instance(TWO, "OUTDATED", stack_id=None, stack_status=None)))
    record.hear(OperationStatus("tapstack-1", "CREATE", "RUNNING"))
    record.hear(event(TWO, "Role", "CREATE_FAILED", "Resource creation cancelled"))
    record.hear(event(TWO, "Setting", "CREATE_FAILED", WHY))
    record.hear(event(TWO, "Later", "CREATE_FAILED", "consequence"))
    record.hear(event(TWO, "StackSet-1", "ROLLBACK_COMPLETE", of_stack=True))
    results = (RegionStatus(ACCOUNT, ONE, "SUCCEEDED"), RegionStatus(ACCOUNT, TWO, "FAILED", "said by the set"))
    record.operations.append(Operation("tapstack-1", "CREATE", "FAILED", "", CREATED, None, results))
    return record


def test_the_first_resource_that_failed_by_itself_is_named_where_it_stands(target, wish, failed):
    first, second = verdicts(target.subject, failed, wish())
    assert (first.status, second.status) == (Status.PASS, Status.FAIL)
    assert (second.region, second.resource) == (TWO, "Setting")
    assert second.path == ("Resources", "Setting")
    assert second.message.startswith("Setting (AWS::SSM::Parameter) CREATE_FAILED: ")
    assert "What is left: the instance is OUTDATED and there is no stack" in second.message
    assert "run the same command again" in second.fix


def test_a_secret_in_a_reason_is_hidden(target, wish, failed):
    assert not [found for found in verdicts(target.subject, failed, wish()) if "hunter2" in str(found)]


def test_without_events_the_set_says_why(target, wish, failed):
    failed.failures.clear()
    assert list(verdicts(target.subject, failed, wish()))[1].message.startswith("said by the set.")


def test_a_region_that_was_not_begun_is_skipped(target, wish, failed, instance):
    results = (RegionStatus(ACCOUNT, ONE, "FAILED", "x"), RegionStatus(ACCOUNT, TWO, "CANCELLED", "because"))
    failed.operations = [replace(failed.operations[0], results=results)]
    failed.instances = (instance(ONE, "OUTDATED"), instance(TWO, "OUTDATED"))
    one, two = verdicts(target.subject, failed, wish())
    assert (one.status, two.status, two.message) == (Status.FAIL, Status.SKIP, "CANCELLED: because")


def test_the_remedy_of_what_is_left_comes_first(target, wish, failed, instance):
    failed.instances = (instance(ONE), instance(TWO, "OUTDATED", stack_status="UPDATE_ROLLBACK_FAILED"))
    assert "continue-update-rollback" in list(verdicts(target.subject, failed, wish()))[1].fix


def test_an_operation_that_was_stopped_is_no_success(target, wish, failed):
    stopped = replace(failed.operations[0], status="STOPPED", results=(RegionStatus(ACCOUNT, ONE, "SUCCEEDED"),))
    failed.operations = [stopped]
    assert exit_code(verdicts(target.subject, failed, wish())) == 1


def test_a_new_operation_has_no_failures_of_the_last(failed):
    failed.hear(OperationStatus("tapstack-2", "UPDATE", "RUNNING"))
    assert failed.failures == {}


def test_overruled_errors_are_a_warning_with_their_reason(target):
    found = overruled(target.subject, "The rule is wrong", 2)
    assert (found.status, found.severity) == (Status.FAIL, Severity.WARNING)
    assert found.message == "2 errors were overruled: The rule is wrong"


@pytest.fixture
def schema():
    return lambda name: json.loads(files("tapstack.deploy.results").joinpath(f"{name}.schema.json").read_text())


@pytest.mark.parametrize("despite", [None, ("Reason", 1)])
def test_the_document_is_of_its_schema_and_has_no_secret(aws, target, wish, failed, schema, despite):
    one = wish()
    failed.requests += plan(one, Present())
    findings = list(verdicts(target.subject, failed, one))
    made = document(aws.connection, one, failed, findings, Ending("FAILED", WHY, despite))
    text = json.dumps(made)
    jsonschema.validate(json.loads(text), schema("deploy"))
    assert "hunter2" not in text
    assert made["parameters"] == {"Size": "small", "Password": "****"}
    assert made["events"] == {ONE: 0, TWO: 4}
    assert made["template"]["sha256"] == one.template.sha256
    assert [found["resource"] for found in made["findings"]] == ["Setting"]


def test_a_plan_is_of_its_schema_and_has_no_secret(wish, schema):
    requests = plan(wish(), Present())
    text = json.dumps(planned(wish(), requests, ()))
    jsonschema.validate(json.loads(text), schema("plan"))
    assert "hunter2" not in text + planned_text(wish(), requests, ())


def test_a_plan_for_people_numbers_its_requests(wish):
    lines = planned_text(wish(), plan(wish(), Present()), ("the tags",)).splitlines()
    assert lines[0] == f"StackSet trading in account {ACCOUNT}, managed in {ONE}: 3 requests."
    assert [line for line in lines if line[:1].isdigit()] == [
        f"1. s3 PutObject in {ONE}",
        f"2. cloudformation CreateStackSet in {ONE}",
        f"3. cloudformation CreateStackInstances in {ONE}",
    ]
    assert planned_text(wish(), (), ()).endswith("nothing to do.\n")


def test_what_a_check_says_alike_of_several_resources_is_one_line(target, wish, failed):
    base = next(iter(verdicts(target.subject, failed, wish())))
    open_ = [base._replace(status=Status.UNKNOWN, check="DEP-1", message="Wait.", resource=r) for r in ("A", "B")]
    lines = list(told(wish(), failed, open_, "SUCCEEDED"))
    assert f"UNKNOWN DEP-1: Wait: A in {ONE}, B in {ONE}." in lines
    assert lines[0].split()[:3] == [ONE, "CURRENT", "CREATE_COMPLETE"]

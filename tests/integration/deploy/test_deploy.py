"""From nothing to both regions and on: create, nothing to do, update, failure in the second region."""

import json
from importlib.resources import files

import jsonschema
from junitparser import JUnitXml

from tests.integration.deploy.conftest import sent
from tests.stack_sets import HERE, THERE, template


def test_from_nothing_to_both_regions(deploy, value, account):
    run = deploy("create")
    assert run.code == 0, run.err
    assert sent(run) == ["PutObject", "CreateStackSet", "CreateStackInstances"]
    assert [value("create", region) for region in (HERE, THERE)] == ["small", "small"]
    operation = run.document["operations"][0]
    assert [result["region"] for result in operation["results"]] == [HERE, THERE]
    assert all(run.document["events"].values())
    schema = json.loads(files("tapstack.deploy.results").joinpath("deploy.schema.json").read_text())
    jsonschema.validate(run.document, schema)
    cases = [case for suite in JUnitXml.fromfile(str(account / "reports" / "deploy.xml")) for case in suite]
    assert len(cases) == sum(run.document["counts"].values())
    assert "created. " in run.out


def test_account_caller_regions_and_set_are_said_before_anything_is_sent(deploy):
    lines = deploy("said").err.splitlines()
    said = next(number for number, line in enumerate(lines) if "account 123456789012, as arn:" in line)
    assert "StackSet said, managed in eu-central-1; regions: eu-central-1, then us-east-1" in lines[said + 1]
    assert said < next(number for number, line in enumerate(lines) if "PutObject" in line)


def test_stack_events_are_told_as_they_come(deploy):
    lines = deploy("events").err.splitlines()
    first = next(n for n, line in enumerate(lines) if HERE in line and "CREATE_COMPLETE Setting" in line)
    second = next(n for n, line in enumerate(lines) if THERE in line and "CREATE_COMPLETE Setting" in line)
    assert first < second


def test_running_it_twice_changes_nothing(deploy):
    deploy("twice")
    again = deploy("twice", usual=())
    assert (again.code, sent(again), again.document["operations"]) == (0, [], [])
    assert "nothing to do, and nothing was done" in again.out


def test_another_value_is_an_update_of_both_regions(deploy, value):
    deploy("update")
    run = deploy("update", "--parameter", "Size=big")
    assert (run.code, sent(run)) == (0, ["UpdateStackSet"])
    assert run.document["differences"] == ["parameter Size"]
    assert [value("update", region) for region in (HERE, THERE)] == ["big", "big"]


def test_another_template_is_uploaded_beside_the_first(deploy, client):
    first = deploy("template").document["template"]["url"]
    run = deploy("template", text=template("/template", Description="Another"))
    assert (run.code, sent(run)) == (0, ["PutObject", "UpdateStackSet"])
    assert run.document["template"]["url"] != first


def test_a_failure_in_the_second_region_names_the_resource_and_what_is_left(deploy, control, value):
    control("fail", resource="Setting", region=THERE, message="No room")
    run = deploy("second")
    assert run.code == 1
    [finding] = run.document["findings"]
    assert (finding["region"], finding["resource"]) == (THERE, "Setting")
    assert "No room" in finding["message"]
    assert "run the same command again" in finding["fix"]
    assert run.document["status"] == "FAILED"
    assert value("second", HERE) == "small"
    again = deploy("second")
    assert (again.code, sent(again)) == (0, ["CreateStackInstances"])
    assert value("second", THERE) == "small"


def test_a_failure_in_the_first_region_leaves_the_second_alone(deploy, control, client):
    control("fail", resource="Setting", region=HERE)
    run = deploy("first")
    assert run.code == 1
    assert {one["region"]: one["status"] for one in run.document["operations"][0]["results"]} == {
        HERE: "FAILED",
        THERE: "CANCELLED",
    }
    again = deploy("first")
    assert (again.code, sent(again)) == (0, ["CreateStackInstances"])


def test_an_update_that_fails_in_the_second_region_goes_on_from_there(deploy, control, value):
    deploy("halfway")
    control("fail", resource="Setting", region=THERE, action="update")
    assert deploy("halfway", "--parameter", "Size=big").code == 1
    assert [value("halfway", region) for region in (HERE, THERE)] == ["big", "small"]
    again = deploy("halfway", "--parameter", "Size=big")
    assert (again.code, sent(again)) == (0, ["UpdateStackInstances"])
    assert value("halfway", THERE) == "big"


def test_a_dry_run_prints_what_would_be_sent_and_sends_nothing(deploy, client):
    run = deploy("dry", "--dry-run", "--format", "json", usual=())
    plan = json.loads(run.out)
    assert run.code == 0
    operations = [request["operation"] for request in plan["requests"]]
    assert operations == ["PutObject", "CreateStackSet", "CreateStackInstances"]
    sets = client("cloudformation").list_stack_sets(Status="ACTIVE")["Summaries"]
    assert "dry" not in [one["StackSetName"] for one in sets]
    assert sent(deploy("dry")) == operations
    nothing = json.loads(deploy("dry", "--dry-run", "--format", "json", usual=()).out)
    assert nothing["requests"] == []


def test_json_on_standard_output_is_the_report(deploy):
    run = deploy("json", "--format", "json")
    assert json.loads(run.out)["operations"] == run.document["operations"]


def test_an_error_of_the_static_layers_ends_it_unless_a_reason_is_given(deploy):
    wrong = template("/wrong").replace('"Type": "String", "Value"', '"Type": "String", "Tier": "Wrong", "Value"')
    run = deploy("wrong", text=wrong)
    assert run.code == 1
    assert "nothing was sent to AWS" in run.err
    assert run.document is None
    run = deploy("wrong", "--despite-errors", "AWS takes it", text=wrong)
    assert run.document["despite_errors"]["reason"] == "AWS takes it"
    assert [found["check"] for found in run.document["findings"]].count("DEP-102") == 1

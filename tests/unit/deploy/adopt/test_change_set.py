"""A change set that does more than import is never carried out."""

from __future__ import annotations

import pytest

from tapstack.deploy.adopt.change_set import execute, prepare
from tapstack.deploy.errors import DeployError
from tests.unit.deploy.adopt.conftest import refusal
from tests.unit.deploy.left_behind import HERE

IDS = ("Key", "Queue", "Bucket")
ASKED = {"Key": "KeyId", "Queue": "QueueUrl", "Bucket": "BucketName"}
SUMMARY = {
    "ResourceIdentifierSummaries": [
        {"ResourceType": name, "LogicalResourceIds": [name], "ResourceIdentifiers": [asked]}
        for name, asked in ASKED.items()
    ]
}
NONE = refusal("ChangeSetNotFound", "ChangeSet does not exist")


def described(status="CREATE_COMPLETE", reason="", **actions):
    changes = [{"ResourceChange": {"LogicalResourceId": name, "Action": actions.get(name, "Import")}} for name in IDS]
    return {"ChangeSetId": "arn:change-set", "Status": status, "StatusReason": reason, "Changes": changes}


@pytest.fixture
def missing(context):
    return context.plan.missing(HERE)


def test_the_request_names_each_resource_as_cloudformation_asks_for(context, formation, missing):
    formation.answers = {"get_template_summary": [SUMMARY], "describe_change_set": [NONE, described()]}
    assert prepare(context, HERE, missing) == "arn:change-set"
    [(_, given)] = [one for one in formation.asked if one[0] == "create_change_set"]
    assert (given["ChangeSetType"], given["StackName"]) == ("IMPORT", "Set-adopted")
    assert given["ResourcesToImport"][0] == {
        "ResourceType": "AWS::KMS::Key",
        "LogicalResourceId": "Key",
        "ResourceIdentifier": {"KeyId": "key-id"},
    }
    assert given["Parameters"] == [{"ParameterKey": "Suffix", "ParameterValue": "x"}]


def test_one_that_an_earlier_run_made_is_taken_as_it_is(context, formation, missing):
    formation.answers = {"get_template_summary": [SUMMARY], "describe_change_set": [described()]}
    prepare(context, HERE, missing)
    assert "create_change_set" not in formation.names


def test_one_that_failed_is_made_anew(context, formation, missing):
    answers = [described("FAILED"), described("CREATE_IN_PROGRESS"), described()]
    formation.answers = {"get_template_summary": [SUMMARY], "describe_change_set": answers}
    prepare(context, HERE, missing)
    assert formation.names.index("delete_change_set") < formation.names.index("create_change_set")


@pytest.mark.parametrize("action", ["Add", "Modify", "Remove", "Dynamic"])
def test_a_change_that_is_no_import_is_refused_and_the_change_set_deleted(context, formation, missing, action):
    formation.answers = {"get_template_summary": [SUMMARY], "describe_change_set": [NONE, described(Queue=action)]}
    with pytest.raises(DeployError, match=f"would not only import: {action} Queue"):
        prepare(context, HERE, missing)
    assert formation.names[-1] == "delete_change_set"


def test_a_resource_that_would_not_be_imported_is_refused(context, formation, missing):
    told = described()
    told["Changes"] = told["Changes"][:2]
    formation.answers = {"get_template_summary": [SUMMARY], "describe_change_set": [NONE, told]}
    with pytest.raises(DeployError, match="no import of Bucket"):
        prepare(context, HERE, missing)


def test_why_cloudformation_refuses_is_told(context, formation, missing):
    failed = described("FAILED", "Resource data-x already exists in stack other")
    formation.answers = {"get_template_summary": [SUMMARY], "describe_change_set": [NONE, failed]}
    with pytest.raises(DeployError, match="already exists in stack other") as caught:
        prepare(context, HERE, missing)
    assert "--without NAME" in caught.value.remedy


def test_a_type_that_cloudformation_does_not_import_is_told_before_anything_is_written(context, formation, missing):
    rows = [one for one in SUMMARY["ResourceIdentifierSummaries"] if one["ResourceType"] != "Queue"]
    formation.answers = {"get_template_summary": [{"ResourceIdentifierSummaries": rows}]}
    with pytest.raises(DeployError, match="cannot import Queue, of type AWS::SQS::Queue") as caught:
        prepare(context, HERE, missing)
    assert "--without Queue" in caught.value.remedy and "create_change_set" not in formation.names


def test_a_type_that_is_refused_only_later_has_the_same_remedy(context, formation, missing):
    refused = refusal("ValidationError", "ResourceTypes [AWS::DynamoDB::GlobalTable] are not supported for Import")
    formation.answers = {
        "get_template_summary": [SUMMARY],
        "describe_change_set": [NONE],
        "create_change_set": [refused],
    }
    with pytest.raises(DeployError, match="are not supported for Import") as caught:
        prepare(context, HERE, missing)
    assert "--without NAME" in caught.value.remedy


def test_one_that_is_being_carried_out_is_not_carried_out_twice(context, formation):
    formation.answers = {"execute_change_set": [refusal("InvalidChangeSetStatus", "it is EXECUTE_IN_PROGRESS")]}
    execute(context, HERE, "arn:change-set")
    formation.answers = {"execute_change_set": [refusal("AccessDenied", "no")]}
    with pytest.raises(DeployError):
        execute(context, HERE, "arn:change-set")

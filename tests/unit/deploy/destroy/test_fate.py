import json

import pytest

from tapstack.deploy.destroy.commands import commands
from tapstack.deploy.destroy.document import earlier, joined
from tapstack.deploy.destroy.fate import DELETED, RETAINED, SNAPSHOT, fate
from tapstack.deploy.standing.stacks import StackResource
from tapstack.render.resource import Resource

PROTECTED = {"Replicas": [{"Region": "us-east-1", "DeletionProtectionEnabled": True}]}


def of(kind, policy=None, properties=None):
    body = {"Properties": properties or {}, **({"DeletionPolicy": policy} if policy else {})}
    return fate("us-east-1", StackResource("It", kind, "it", "CREATE_COMPLETE"), Resource("It", kind, body))


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (None, DELETED),
        ("Delete", DELETED),
        ("Retain", RETAINED),
        ("RetainExceptOnCreate", RETAINED),
        ("Snapshot", SNAPSHOT),
    ],
)
def test_the_policy_says_what_becomes_of_it(policy, expected):
    assert of("AWS::DynamoDB::Table", policy).fate == expected


def test_what_the_template_no_longer_has_is_deleted():
    assert fate("us-east-1", StackResource("It", "AWS::SQS::Queue", "it", "CREATE_COMPLETE"), None).fate == DELETED


@pytest.mark.parametrize(
    ("kind", "policy", "loses", "store"),
    [
        ("AWS::DynamoDB::Table", None, True, True),
        ("AWS::DynamoDB::Table", "Retain", False, True),
        ("AWS::SQS::Queue", None, False, False),
        ("AWS::SQS::Queue", "Retain", False, True),
        ("AWS::IAM::Role", None, False, False),
    ],
)
def test_what_holds_data_is_a_store_and_what_goes_loses_it(kind, policy, loses, store):
    found = of(kind, policy)
    assert (found.loses_data, found.is_store) == (loses, store)


@pytest.mark.parametrize(
    ("kind", "policy", "properties", "said"),
    [
        (
            "AWS::DynamoDB::Table",
            None,
            {"DeletionProtectionEnabled": True},
            "the service refuses, and the stack stays in DELETE_FAILED",
        ),
        ("AWS::DynamoDB::Table", "Retain", {"DeletionProtectionEnabled": True}, "Its deletion protection stays on."),
        ("AWS::DynamoDB::GlobalTable", "Retain", PROTECTED, "Its deletion protection stays on."),
        ("AWS::Cognito::UserPool", None, {"DeletionProtection": "ACTIVE"}, "the service refuses"),
        ("AWS::DynamoDB::GlobalTable", "Retain", {}, "Within 24 hours after a replica was made of it"),
        ("AWS::KMS::Key", None, {"PendingWindowInDays": 7}, "scheduled for deletion in 7 days"),
        ("AWS::KMS::Key", None, {}, "scheduled for deletion in 30 days"),
        ("AWS::KMS::Key", "Retain", {}, "its deletion takes 7 to 30 days"),
        ("AWS::S3::Bucket", None, {}, "S3 refuses to delete a bucket that is not empty"),
        ("AWS::Backup::BackupVault", None, {}, "refuses to delete a vault with recovery points"),
    ],
)
def test_what_is_special_is_said(kind, policy, properties, said):
    assert said in " ".join(of(kind, policy, properties).notes)


def test_a_protection_that_is_off_is_not_mentioned():
    assert of("AWS::DynamoDB::Table", "Retain", {"DeletionProtectionEnabled": False}).notes == ()


def test_protection_is_lifted_only_where_it_is_on():
    names = [one.split()[2] for one in commands(of("AWS::DynamoDB::Table", "Retain"))]
    assert "update-table" not in names and names[-1] == "delete-table"
    on = commands(of("AWS::DynamoDB::Table", "Retain", {"DeletionProtectionEnabled": True}))
    assert on[1].endswith("--no-deletion-protection-enabled")


def test_a_type_that_tapstack_cannot_remove_has_no_commands():
    assert commands(of("AWS::EFS::FileSystem", "Retain")) == []


ROW = {"region": "us-east-1", "logical_id": "It", "physical_id": "it"}
MADE = {"version": 1, "account": "123456789012", "stack_set": "set", "deleted": [], "retained": [], "removed": []}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({**MADE, "retained": [ROW]}, [ROW]),
        ({**MADE, "retained": [ROW], "stack_set": "other"}, []),
        ({**MADE, "retained": [ROW], "account": "210987654321"}, []),
        ({**MADE, "retained": [ROW], "version": 2}, []),
        ([], []),
    ],
)
def test_what_an_earlier_run_of_the_same_set_retained_is_still_listed(tmp_path, written, kept):
    file = tmp_path / "destroy.json"
    file.write_text(json.dumps(written))
    assert joined(MADE, earlier(file, "123456789012", "set"))["retained"] == kept


def test_a_row_that_both_runs_have_is_the_new_one():
    assert joined({**MADE, "retained": [{**ROW, "policy": "new"}]}, {"retained": [{**ROW, "policy": "old"}]})[
        "retained"
    ] == [{**ROW, "policy": "new"}]


@pytest.mark.parametrize("text", ["", "{", '{"version": 1}'])
def test_a_file_that_is_no_report_counts_nothing(tmp_path, text):
    (tmp_path / "destroy.json").write_text(text)
    assert earlier(tmp_path / "destroy.json", "123456789012", "set") == {}
    assert earlier(tmp_path / "nothing.json", "123456789012", "set") == {}

"""What is looked at before anything is written: each thing that is missing has its sentence and its exit code."""

import io
from dataclasses import replace

import pytest
from botocore.response import StreamingBody

from tapstack.deploy.errors import DeployError
from tapstack.deploy.looking.bucket import refuse_bucket, refuse_other, stored
from tapstack.deploy.looking.regions import refuse_disabled
from tapstack.deploy.looking.roles import administration_role, refuse_without_trust
from tapstack.deploy.looking.stack_set import look
from tapstack.deploy.looking.stuck import refuse_stuck, remedy
from tapstack.deploy.looking.surroundings import looked
from tapstack.findings import InputError, MissingToolError, TapstackError
from tests.unit.deploy.carrying.conftest import ACCOUNT, CREATED, ONE, TWO

SET = {"StackSetName": "trading"}


@pytest.mark.parametrize(
    ("code", "headers", "error", "says"),
    [
        ("404", {}, MissingToolError, "There is no bucket templates. Make it (aws s3 mb s3://templates --region"),
        ("403", {}, InputError, f"not of account {ACCOUNT}, or not open to these credentials. Name a bucket"),
        ("301", {"x-amz-bucket-region": TWO}, InputError, f"is in {TWO}, and the StackSet is managed in {ONE}."),
        ("500", {}, DeployError, "Could not look at the bucket templates"),
    ],
)
def test_a_bucket_that_will_not_do_is_refused(aws, code, headers, error, says):
    aws.refuses("s3", "head_bucket", code, int(code), headers=headers)
    with pytest.raises(error) as refused:
        refuse_bucket(aws.connection, "templates")
    assert says in str(refused.value)


def test_a_bucket_elsewhere_is_refused_where_boto3_was_sent_on_to_it(aws):
    aws.says("s3", "head_bucket", {"BucketRegion": TWO}, {"Bucket": "templates", "ExpectedBucketOwner": ACCOUNT})
    with pytest.raises(InputError, match=f"--management-region {TWO}"):
        refuse_bucket(aws.connection, "templates")


def test_our_own_bucket_will_do(aws):
    aws.says("s3", "head_bucket", {"BucketRegion": ONE})
    refuse_bucket(aws.connection, "templates")


def body(content):
    return {"Body": StreamingBody(io.BytesIO(content), len(content))}


def test_what_is_there_is_known_by_the_hash_of_its_bytes(aws):
    aws.says("s3", "get_object", body(b"abc"))
    found = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert stored(aws.connection, "templates", "k") == found


@pytest.mark.parametrize("code", ["NoSuchKey", "AccessDenied"])
def test_what_cannot_be_read_is_not_there(aws, code):
    aws.refuses("s3", "get_object", code)
    assert stored(aws.connection, "templates", "k") is None


def test_other_bytes_than_were_uploaded_are_an_error(aws):
    aws.says("s3", "get_object", body(b"abc"))
    with pytest.raises(DeployError, match="has other bytes than were uploaded"):
        refuse_other(aws.connection, "templates", "k", "0" * 64)


def role(name):
    return {
        "Role": {
            "Path": "/",
            "RoleName": name,
            "RoleId": "A" * 20,
            "Arn": f"arn:aws:iam::{ACCOUNT}:role/path/{name}",
            "CreateDate": CREATED,
        }
    }


def test_the_administration_role_has_the_arn_that_iam_tells(aws, target):
    aws.says("iam", "get_role", role("A"))
    aws.says("iam", "get_role", role("B"))
    assert administration_role(aws.connection, target, print) == f"arn:aws:iam::{ACCOUNT}:role/path/A"


@pytest.mark.parametrize("first", [True, False], ids=["administration", "execution"])
def test_a_missing_role_has_the_command_that_makes_it(aws, target, first):
    if not first:
        aws.says("iam", "get_role", role("A"))
    aws.refuses("iam", "get_role", "NoSuchEntity", 404)
    with pytest.raises(MissingToolError, match=r"aws cloudformation deploy .* lib/StackSetRoles.json .*=templates"):
        administration_role(aws.connection, target, print)


def test_roles_that_may_not_be_looked_at_are_not_known_and_said_to_be(aws, target):
    said: list[str] = []
    aws.refuses("iam", "get_role", "AccessDenied", 403)
    aws.says("iam", "get_role", role("B"))
    assert administration_role(aws.connection, target, said.append) is None
    assert "is not known" in said[0]


def test_an_organization_without_trust_is_told(aws):
    aws.says("cloudformation", "describe_organizations_access", {"Status": "DISABLED"})
    with pytest.raises(MissingToolError, match="activate-organizations-access"):
        refuse_without_trust(aws.connection)


def regions(**status):
    return {"Regions": [{"RegionName": n.replace("_", "-"), "OptInStatus": s} for n, s in status.items()]}


def answers(aws, region):
    aws.says("sts", "get_caller_identity", {"Account": ACCOUNT}, region=region)


def test_a_region_that_is_not_opted_in_is_refused(aws):
    aws.says("ec2", "describe_regions", regions(eu_central_1="opt-in-not-required", us_east_1="not-opted-in"))
    answers(aws, ONE)
    with pytest.raises(MissingToolError, match=f"{TWO} is not enabled .*enable-region --region-name {TWO}"):
        refuse_disabled(aws.connection)


def test_a_region_that_takes_no_credentials_is_refused_where_its_status_is_hidden(aws):
    aws.refuses("ec2", "describe_regions", "UnauthorizedOperation", 403)
    answers(aws, ONE)
    aws.refuses("sts", "get_caller_identity", "InvalidClientTokenId", 403, region=TWO)
    with pytest.raises(MissingToolError, match=f"{TWO} is not enabled"):
        refuse_disabled(aws.connection)


def test_enabled_regions_pass(aws):
    aws.says("ec2", "describe_regions", regions(eu_central_1="opted-in", us_east_1="opt-in-not-required"))
    answers(aws, ONE)
    answers(aws, TWO)
    refuse_disabled(aws.connection)


def test_a_set_that_is_not_there_or_was_deleted_is_none(aws):
    aws.refuses("cloudformation", "describe_stack_set", "StackSetNotFoundException", 404)
    assert look(aws.connection, "trading").stack_set is None
    aws.says("cloudformation", "describe_stack_set", {"StackSet": {**SET, "Status": "DELETED"}})
    assert look(aws.connection, "trading").stack_set is None


def operations(*found):
    summaries = [{"OperationId": i, "Action": "CREATE", "Status": s, "CreationTimestamp": CREATED} for i, s in found]
    return {"Summaries": summaries}


def test_a_set_is_told_with_what_is_under_way_and_with_its_instances_stacks(aws):
    stack = f"arn:aws:cloudformation:{ONE}:{ACCOUNT}:stack/x/1"
    aws.says("cloudformation", "describe_stack_set", {"StackSet": {**SET, "Status": "ACTIVE"}})
    told = operations(("tapstack-3", "QUEUED"), ("other", "RUNNING"), ("tapstack-1", "SUCCEEDED"))
    aws.says("cloudformation", "list_stack_set_operations", told)
    found = [
        {"Account": ACCOUNT, "Region": ONE, "Status": "CURRENT", "StackId": stack},
        {"Account": "111122223333", "Region": TWO, "Status": "OUTDATED", "StackId": "arn:far"},
    ]
    aws.says("cloudformation", "list_stack_instances", {"Summaries": found})
    made = {"StackName": "x", "CreationTime": CREATED, "StackStatus": "UPDATE_COMPLETE"}
    aws.says("cloudformation", "describe_stacks", {"Stacks": [made]}, {"StackName": stack})
    present = look(aws.connection, "trading")
    assert [(one.id, one.ours) for one in present.under_way] == [("other", False), ("tapstack-3", True)]
    assert present.last_operation == "tapstack-3"
    assert [one.stack_status for one in present.instances] == ["UPDATE_COMPLETE", None]


@pytest.mark.parametrize("gone", ["DELETE_COMPLETE", None])
def test_a_stack_that_is_gone_is_none(aws, gone):
    aws.says("cloudformation", "describe_stack_set", {"StackSet": SET})
    aws.says("cloudformation", "list_stack_set_operations", operations())
    found = {"Account": ACCOUNT, "Region": ONE, "Status": "OUTDATED", "StackId": "arn:x"}
    aws.says("cloudformation", "list_stack_instances", {"Summaries": [found]})
    if gone:
        stack = {"StackName": "x", "CreationTime": CREATED, "StackStatus": gone}
        aws.says("cloudformation", "describe_stacks", {"Stacks": [stack]})
    else:
        aws.refuses("cloudformation", "describe_stacks", "ValidationError")
    assert look(aws.connection, "trading").instances[0].stack_id is None


def test_a_stack_that_may_not_be_looked_at_is_not_taken_for_none(aws):
    aws.says("cloudformation", "describe_stack_set", {"StackSet": SET})
    aws.says("cloudformation", "list_stack_set_operations", operations())
    found = {"Account": ACCOUNT, "Region": ONE, "Status": "OUTDATED", "StackId": "arn:x"}
    aws.says("cloudformation", "list_stack_instances", {"Summaries": [found]})
    aws.refuses("cloudformation", "describe_stacks", "AccessDenied", 403)
    with pytest.raises(DeployError, match="Have DescribeStacks allowed"):
        look(aws.connection, "trading")


@pytest.mark.parametrize(
    ("state", "hand"),
    [
        ("UPDATE_ROLLBACK_FAILED", "continue-update-rollback"),
        ("ROLLBACK_COMPLETE", "delete-stack"),
        ("ROLLBACK_FAILED", "delete-stack"),
        ("DELETE_FAILED", "delete-stack"),
        ("CREATE_FAILED", "delete-stack"),
    ],
)
def test_a_stack_from_which_nothing_leads_on_needs_a_hand(wish, instance, state, hand):
    with pytest.raises(DeployError) as refused:
        refuse_stuck(wish(), [instance(ONE), instance(TWO, "OUTDATED", stack_status=state)])
    assert f"In {TWO} the instance is OUTDATED and its stack is {state}" in str(refused.value)
    assert f"aws cloudformation {hand} --region {TWO} --stack-name arn:" in str(refused.value)
    assert "then run the same command again" in str(refused.value)


def test_an_inoperable_instance_is_taken_away_by_hand(wish, instance):
    told = remedy(wish(), instance(TWO, "INOPERABLE"))
    assert f"delete-stack-instances --region {ONE} --stack-set-name trading" in told
    assert "--retain-stacks, and then its stack: aws cloudformation delete-stack" in told


def test_an_outdated_instance_needs_no_hand(wish, instance):
    refuse_stuck(wish(), [instance(ONE, "OUTDATED", stack_status="UPDATE_ROLLBACK_COMPLETE")])


def test_another_permission_model_than_the_sets_is_refused(aws, target, wish):
    aws.says("ec2", "describe_regions", regions())
    answers(aws, ONE)
    answers(aws, TWO)
    aws.says("s3", "head_bucket", {"BucketRegion": ONE})
    aws.says("iam", "get_role", role("A"))
    aws.says("iam", "get_role", role("B"))
    aws.refuses("s3", "get_object", "NoSuchKey", 404)
    aws.says("cloudformation", "describe_stack_set", {"StackSet": {**SET, "PermissionModel": "SERVICE_MANAGED"}})
    aws.says("cloudformation", "list_stack_set_operations", operations())
    aws.says("cloudformation", "list_stack_instances", {"Summaries": []})
    with pytest.raises(TapstackError, match="is SERVICE_MANAGED, and SELF_MANAGED was asked for"):
        looked(aws.connection, target, wish(), print)


def test_no_bucket_is_no_deployment(target, wish):
    with pytest.raises(InputError, match="--bucket NAME"):
        wish(replace(target, bucket=None))

"""Regions that are not enabled, and regions that are out of reach."""

import json

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from tests.unit.endpoint.room import QUEUE

OFF = "ap-east-1"
ROLES = {
    "AWSCloudFormationStackSetAdministrationRole": {"Service": "cloudformation.amazonaws.com"},
    "AWSCloudFormationStackSetExecutionRole": {
        "AWS": "arn:aws:iam::123456789012:role/AWSCloudFormationStackSetAdministrationRole"
    },
}
ANSWERS = {
    "sts": (lambda client: client.get_caller_identity(), "InvalidClientTokenId", 403),
    "cloudformation": (lambda client: client.list_stacks(), "InvalidClientTokenId", 403),
    "sns": (lambda client: client.list_topics(), "InvalidClientTokenId", 403),
    "ec2": (lambda client: client.describe_vpcs(), "AuthFailure", 401),
    "dynamodb": (lambda client: client.list_tables(), "UnrecognizedClientException", 400),
    "lambda": (lambda client: client.list_functions(), "UnrecognizedClientException", 403),
    "s3": (lambda client: client.list_buckets(), "InvalidToken", 400),
}


@pytest.mark.parametrize("service", ANSWERS)
def test_a_request_for_a_region_that_is_not_enabled_is_refused(room, service):
    call, code, status = ANSWERS[service]
    room.control("disable", region=OFF)
    with pytest.raises(ClientError) as refused:
        call(room.client(service, OFF))
    error = refused.value.response
    assert (error["Error"]["Code"], error["ResponseMetadata"]["HTTPStatusCode"]) == (code, status)
    call(room.client(service, "eu-west-1"))
    room.control("enable", region=OFF)
    call(room.client(service, OFF))


def test_services_of_no_region_answer_all_the_same(room):
    room.control("disable", region="us-east-1")
    room.client("iam").list_roles()
    room.client("route53").list_hosted_zones()


def test_the_account_says_which_regions_are_enabled(room):
    room.control("disable", region=OFF)
    account = room.client("account")
    names = {"us-east-1": "ENABLED_BY_DEFAULT", OFF: "DISABLED", "af-south-1": "ENABLED"}
    told = {name: account.get_region_opt_status(RegionName=name)["RegionOptStatus"] for name in names}
    assert told == names
    assert account.list_regions(RegionOptStatusContains=["DISABLED"])["Regions"] == [
        {"RegionName": OFF, "RegionOptStatus": "DISABLED"}
    ]


def test_regions_that_are_not_enabled_are_listed_when_they_are_asked_for(room):
    room.control("disable", region=OFF)
    ec2 = room.client("ec2")

    def listed(**given):
        return {one["RegionName"]: one["OptInStatus"] for one in ec2.describe_regions(**given)["Regions"]}

    assert OFF not in listed() and listed(AllRegions=True)[OFF] == "not-opted-in"
    assert listed(RegionNames=[OFF]) == {OFF: "not-opted-in"}
    assert listed()["us-east-1"] == "opt-in-not-required" and listed()["af-south-1"] == "opted-in"


def test_an_instance_of_a_stack_set_fails_in_a_region_that_is_not_enabled(room):
    room.control("disable", region=OFF)
    formation, account = room.client("cloudformation"), room.house.account.id
    may = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}
    for name, principal in ROLES.items():
        policy = {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}],
        }
        room.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(policy))
    room.client("iam").put_role_policy(RoleName=next(iter(ROLES)), PolicyName="P", PolicyDocument=json.dumps(may))
    formation.create_stack_set(StackSetName="Set", TemplateBody=json.dumps({"Resources": {"Q": QUEUE}}))
    number = formation.create_stack_instances(StackSetName="Set", Accounts=[account], Regions=[OFF])["OperationId"]
    room.control("step", seconds=600)
    told = formation.list_stack_set_operation_results(StackSetName="Set", OperationId=number)["Summaries"]
    assert [(one["Region"], one["Status"]) for one in told] == [(OFF, "FAILED")]
    words = "The security token included in the request is invalid"
    assert told[0]["StatusReason"] == f"{words} (region {OFF} is not enabled for the account)"


def test_a_resource_fails_that_needs_a_region_that_is_not_enabled(room):
    room.control("disable", region=OFF)
    attribute = [{"AttributeName": "K", "AttributeType": "S"}]
    table = {
        "Type": "AWS::DynamoDB::GlobalTable",
        "Properties": {
            "AttributeDefinitions": attribute,
            "KeySchema": [{"AttributeName": "K", "KeyType": "HASH"}],
            "BillingMode": "PAY_PER_REQUEST",
            "StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES"},
            "Replicas": [{"Region": "us-east-1"}, {"Region": OFF}],
        },
    }
    room.stack({"T": table})
    room.control("step", seconds=600)
    assert "The security token included in the request is invalid." in room.reasons("T")[-2] + room.reasons("T")[1]


def test_a_lost_region_is_not_reached_and_its_stacks_wait(room):
    room.stack({"Q": QUEUE}, region="eu-west-1")
    room.control("lose", region="eu-west-1")
    with pytest.raises(ConnectionClosedError):
        room.client("sqs", "eu-west-1").list_queues()
    with pytest.raises(ConnectionClosedError):
        room.client("cloudformation", "eu-west-1").list_stacks()
    room.client("sqs").list_queues()
    room.control("step", seconds=3600)
    assert room.control("state", "GET")["stacks"][0]["status"] == "CREATE_IN_PROGRESS"
    room.control("restore", region="eu-west-1")
    room.control("step", seconds=600)
    assert room.status(region="eu-west-1") == "CREATE_COMPLETE"

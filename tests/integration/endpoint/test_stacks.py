"""Stacks over HTTP, as boto3 makes, changes, looks at and deletes them."""

import pytest
from botocore.exceptions import ClientError

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "first", "VisibilityTimeout": 30}}
BUCKET = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "kept-data"}, "DeletionPolicy": "Retain"}


def reading(name, **more):
    return {
        "Type": "AWS::SSM::Parameter",
        "Properties": {"Name": name, "Type": "String", "Value": {"Fn::GetAtt": ["Queue", "Arn"]}},
        **more,
    }


@pytest.fixture
def formation(client):
    return client("cloudformation")


def code(error):
    return error.value.response["Error"]["Code"]


def message(error):
    return error.value.response["Error"]["Message"]


def test_what_is_created_is_there_for_every_client(formation, client, text):
    body = text(
        {"Queue": QUEUE, "Parameter": reading("arn-of-first")},
        Outputs={"Arn": {"Value": {"Fn::GetAtt": ["Queue", "Arn"]}, "Export": {"Name": "first-arn"}}},
    )
    made = formation.create_stack(StackName="first", TemplateBody=body, Tags=[{"Key": "team", "Value": "a"}])
    formation.get_waiter("stack_create_complete").wait(StackName="first", WaiterConfig={"Delay": 0.05})
    stack = formation.describe_stacks(StackName=made["StackId"])["Stacks"][0]
    arn = "arn:aws:sqs:us-east-1:123456789012:first"
    assert stack["Outputs"] == [{"OutputKey": "Arn", "OutputValue": arn, "ExportName": "first-arn"}]
    assert stack["Tags"] == [{"Key": "team", "Value": "a"}]
    assert client("ssm").get_parameter(Name="arn-of-first")["Parameter"]["Value"] == arn
    assert client("sqs").get_queue_url(QueueName="first")["QueueUrl"].endswith("/first")


def test_a_client_sees_that_a_stack_is_being_made(formation, text):
    formation.create_stack(
        StackName="slow",
        TemplateBody=text(
            {
                "Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": policy()}},
                "Last": {"Type": "AWS::SNS::Topic", "DependsOn": "Key"},
            }
        ),
    )
    assert formation.describe_stacks(StackName="slow")["Stacks"][0]["StackStatus"] == "CREATE_IN_PROGRESS"


def policy():
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}},
        "Action": "kms:*",
        "Resource": "*",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def test_an_update_changes_what_differs(formation, client, settled, text):
    parameters = {"Seconds": {"Type": "Number", "Default": 20}}
    queue = {
        "Type": "AWS::SQS::Queue",
        "Properties": {"QueueName": "changing", "VisibilityTimeout": {"Ref": "Seconds"}},
    }
    formation.create_stack(StackName="changing", TemplateBody=text({"Queue": queue}, Parameters=parameters))
    settled("changing")
    formation.update_stack(
        StackName="changing", UsePreviousTemplate=True, Parameters=[{"ParameterKey": "Seconds", "ParameterValue": "40"}]
    )
    assert settled("changing")["StackStatus"] == "UPDATE_COMPLETE"
    url = client("sqs").get_queue_url(QueueName="changing")["QueueUrl"]
    assert client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"] == {
        "VisibilityTimeout": "40"
    }
    with pytest.raises(ClientError) as error:
        formation.update_stack(
            StackName="changing",
            UsePreviousTemplate=True,
            Parameters=[{"ParameterKey": "Seconds", "UsePreviousValue": True}],
        )
    assert (code(error), message(error)) == ("ValidationError", "No updates are to be performed.")


def test_a_failed_creation_is_rolled_back_and_says_why(formation, client, settled, text):
    policy = {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": "nobody-made-this", "PolicyDocument": {"Statement": []}},
    }
    formation.create_stack(
        StackName="failing",
        TemplateBody=text(
            {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "going"}}, "Policy": policy}
        ),
    )
    assert settled("failing")["StackStatus"] == "ROLLBACK_COMPLETE"
    events = formation.describe_stack_events(StackName="failing")["StackEvents"]
    failed = [
        event
        for event in events
        if event["ResourceStatus"] == "CREATE_FAILED" and event["LogicalResourceId"] == "Policy"
    ]
    assert len(failed) == 1 and failed[0]["ResourceStatusReason"]
    assert client("sns").list_topics()["Topics"] == [] or not any(
        "going" in one["TopicArn"] for one in client("sns").list_topics()["Topics"]
    )


def test_a_type_that_is_not_simulated_fails_its_stack_by_name(formation, settled, text):
    formation.create_stack(
        StackName="unknown",
        TemplateBody=text(
            {
                "Db": {
                    "Type": "AWS::RDS::DBInstance",
                    "Properties": {"Engine": "mysql", "DBInstanceClass": "db.t3.micro"},
                }
            }
        ),
    )
    assert settled("unknown")["StackStatus"] == "ROLLBACK_COMPLETE"
    reasons = [
        event.get("ResourceStatusReason", "")
        for event in formation.describe_stack_events(StackName="unknown")["StackEvents"]
    ]
    assert any("Not simulated: AWS::RDS::DBInstance (Db)" in reason for reason in reasons)


def test_a_deletion_leaves_what_is_retained(formation, client, settled, text):
    made = formation.create_stack(
        StackName="going", TemplateBody=text({"Data": BUCKET, "Queue": {"Type": "AWS::SQS::Queue"}})
    )
    settled("going")
    formation.delete_stack(StackName="going")
    formation.get_waiter("stack_delete_complete").wait(StackName=made["StackId"], WaiterConfig={"Delay": 0.05})
    assert "kept-data" in [bucket["Name"] for bucket in client("s3").list_buckets()["Buckets"]]
    with pytest.raises(ClientError) as error:
        formation.describe_stacks(StackName="going")
    assert message(error) == "Stack with id going does not exist"
    assert [
        one["StackStatus"]
        for one in formation.list_stacks(StackStatusFilter=["DELETE_COMPLETE"])["StackSummaries"]
        if one["StackId"] == made["StackId"]
    ] == ["DELETE_COMPLETE"]


def test_termination_protection_keeps_a_stack(formation, settled, text):
    formation.create_stack(
        StackName="guarded", TemplateBody=text({"Topic": {"Type": "AWS::SNS::Topic"}}), EnableTerminationProtection=True
    )
    settled("guarded")
    with pytest.raises(ClientError, match="TerminationProtection is enabled"):
        formation.delete_stack(StackName="guarded")
    formation.update_termination_protection(StackName="guarded", EnableTerminationProtection=False)
    formation.delete_stack(StackName="guarded")


def test_a_template_comes_from_a_bucket(formation, client, settled, text):
    client("s3").create_bucket(Bucket="templates")
    client("s3").put_object(Bucket="templates", Key="a/b c.json", Body=text({"Topic": {"Type": "AWS::SNS::Topic"}}))
    formation.create_stack(StackName="by-url", TemplateURL="https://templates.s3.us-east-1.amazonaws.com/a/b%20c.json")
    assert settled("by-url")["StackStatus"] == "CREATE_COMPLETE"
    with pytest.raises(ClientError, match="S3 error: The specified key does not exist"):
        formation.create_stack(
            StackName="by-url-2", TemplateURL="https://templates.s3.us-east-1.amazonaws.com/none.json"
        )
    with pytest.raises(ClientError, match="TemplateURL must be a supported URL"):
        formation.create_stack(StackName="by-url-3", TemplateURL="https://example.com/a.json")


def test_an_inline_template_has_a_limit(formation, text):
    with pytest.raises(ClientError, match="51200"):
        formation.create_stack(
            StackName="large",
            TemplateBody=text({"Topic": {"Type": "AWS::SNS::Topic"}}, Description="x", Metadata={"Long": "x" * 51_200}),
        )


def test_secrets_are_not_told(formation, settled, text):
    body = text(
        {"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": {"Ref": "Password"}}}},
        Parameters={"Password": {"Type": "String", "NoEcho": True}},
    )
    formation.create_stack(
        StackName="secret", TemplateBody=body, Parameters=[{"ParameterKey": "Password", "ParameterValue": "hunter2"}]
    )
    assert settled("secret")["Parameters"] == [{"ParameterKey": "Password", "ParameterValue": "****"}]


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        ({"TemplateBody": "{"}, ("ValidationError", "Template format error")),
        ({}, ("ValidationError", "Either Template URL or Template Body must be specified.")),
        (
            {
                "TemplateBody": '{"Resources": {"R": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}}}}'
            },
            ("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]"),
        ),
        (
            {
                "TemplateBody": '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}',
                "Parameters": [{"ParameterKey": "Odd", "ParameterValue": "1"}],
            },
            ("ValidationError", "Parameters: [Odd] do not exist in the template"),
        ),
        (
            {
                "TemplateBody": '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}',
                "OnFailure": "DELETE",
                "DisableRollback": True,
            },
            ("ValidationError", "Only one of OnFailure and DisableRollback"),
        ),
    ],
)
def test_bad_requests_are_refused_at_once(formation, request_, wanted):
    with pytest.raises(ClientError) as error:
        formation.create_stack(StackName="bad", **request_)
    assert code(error) == wanted[0] and wanted[1] in message(error)
    assert "bad" not in [stack["StackName"] for stack in formation.list_stacks()["StackSummaries"]]


def test_events_come_in_pages_that_miss_nothing(formation, settled, text):
    topics = {f"Topic{number}": {"Type": "AWS::SNS::Topic"} for number in range(40)}
    formation.create_stack(StackName="many", TemplateBody=text(topics))
    settled("many")
    pages = list(formation.get_paginator("describe_stack_events").paginate(StackName="many"))
    told = [event["EventId"] for page in pages for event in page["StackEvents"]]
    assert len(pages) == 2 and len(told) == len(set(told)) == 2 + 3 * 40


def test_regions_have_stacks_of_their_own(client, settled, text):
    body = text({"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "regional"}}})
    client("cloudformation", "eu-central-1").create_stack(StackName="regional", TemplateBody=body)
    assert settled("regional", "eu-central-1")["StackStatus"] == "CREATE_COMPLETE"
    with pytest.raises(ClientError, match="does not exist"):
        client("cloudformation").describe_stacks(StackName="regional")


def test_resources_are_listed_and_described(formation, settled, text):
    formation.create_stack(
        StackName="listed",
        TemplateBody=text({"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "listed"}}}),
    )
    settled("listed")
    arn = "arn:aws:sns:us-east-1:123456789012:listed"
    summary = formation.list_stack_resources(StackName="listed")["StackResourceSummaries"]
    assert [(one["LogicalResourceId"], one["PhysicalResourceId"], one["ResourceStatus"]) for one in summary] == [
        ("Topic", arn, "CREATE_COMPLETE")
    ]
    assert formation.describe_stack_resources(PhysicalResourceId=arn)["StackResources"][0]["StackName"] == "listed"
    assert (
        formation.describe_stack_resource(StackName="listed", LogicalResourceId="Topic")["StackResourceDetail"][
            "PhysicalResourceId"
        ]
        == arn
    )


def test_what_is_not_answered_is_said(served):
    import urllib.request
    from urllib.error import HTTPError

    scope = (
        "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/cloudformation/aws4_request, SignedHeaders=host, Signature=0"
    )
    for body, said in (
        (b"Action=Nonsense", "InvalidAction"),
        (b"", "MissingAction"),
        (b"%%%", "MalformedQueryString"),
        (b"Action=DescribePublisher", "does not answer DescribePublisher"),
    ):
        request = urllib.request.Request(served.url, body, {"Authorization": scope})
        with pytest.raises(HTTPError) as error:
            urllib.request.urlopen(request)
        assert error.value.code == 400 and said in error.value.read().decode()


def test_a_request_with_the_same_token_is_the_same_request(formation, settled, text):
    body = text({"Topic": {"Type": "AWS::SNS::Topic"}})
    first = formation.create_stack(StackName="once", TemplateBody=body, ClientRequestToken="a-token")
    assert (
        formation.create_stack(StackName="once", TemplateBody=body, ClientRequestToken="a-token")["StackId"]
        == first["StackId"]
    )
    with pytest.raises(ClientError, match="already exists"):
        formation.create_stack(StackName="once", TemplateBody=body, ClientRequestToken="another")
    settled("once")
    formation.delete_stack(StackName="once", ClientRequestToken="its-end")
    formation.get_waiter("stack_delete_complete").wait(StackName=first["StackId"], WaiterConfig={"Delay": 0.05})
    events = formation.describe_stack_events(StackName=first["StackId"])["StackEvents"]
    assert {(one["ClientRequestToken"], one["ResourceStatus"].partition("_")[0]) for one in events} == {
        ("a-token", "CREATE"),
        ("its-end", "DELETE"),
    }


def test_an_update_can_be_cancelled_and_goes_back(formation, client, settled, text, served):
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "cancelled", "VisibilityTimeout": 30}}
    topic = {"Type": "AWS::SNS::Topic", "DependsOn": "Queue", "Properties": {"TopicName": "cancelled"}}
    formation.create_stack(StackName="cancelled", TemplateBody=text({"Queue": queue}))
    settled("cancelled")
    with pytest.raises(ClientError, match="CancelUpdateStack cannot be called from current stack status"):
        formation.cancel_update_stack(StackName="cancelled")
    served.control.pause()
    later = {**queue, "Properties": {"QueueName": "cancelled", "VisibilityTimeout": 50}}
    formation.update_stack(StackName="cancelled", TemplateBody=text({"Queue": later, "Topic": topic}))
    served.control.step(2)
    formation.cancel_update_stack(StackName="cancelled")
    served.control.resume()
    assert settled("cancelled")["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    url = client("sqs").get_queue_url(QueueName="cancelled")["QueueUrl"]
    told = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])
    assert told["Attributes"] == {"VisibilityTimeout": "30"}
    events = formation.describe_stack_events(StackName="cancelled")["StackEvents"]
    back = [one for one in events if one["ResourceStatus"] == "UPDATE_ROLLBACK_IN_PROGRESS"]
    assert [one["ResourceStatusReason"] for one in back] == ["User Initiated"]
    assert not any(one["LogicalResourceId"] == "Topic" for one in events)

"""What leads from one region's stack to another's is found in rendered values, whatever form it has."""

from typing import Any

import pytest

from tests.unit.graph.links.pairs import FIRST, SECOND, linked, resource, rows, stackset, sub

BUS = resource("Events::EventBus", Name="migration")
VAULT = resource("Backup::BackupVault", BackupVaultName="vault")
BUCKET = resource("S3::Bucket", BucketName=sub("data-${AWS::AccountId}-${AWS::Region}"))
FORWARD: dict[str, Any] = {
    "Targets": [{"Id": "peer", "Arn": sub(f"arn:aws:events:{FIRST}:${{AWS::AccountId}}:event-bus/migration")}]
}


def test_an_arn_of_the_other_region_is_a_link_to_what_that_region_makes():
    found = rows({"Bus": BUS, "Rule": resource("Events::Rule", "IsSecond", **FORWARD)})
    assert found == [("Rule", SECOND, "Targets[0].Arn", "Bus", "run time", True)]


def test_what_the_other_region_leaves_out_is_a_link_to_what_is_not_made():
    left_out = {**BUS, "Condition": "IsSecond"}
    found = rows({"Bus": left_out, "Rule": resource("Events::Rule", "IsSecond", **FORWARD)})
    assert found == [("Rule", SECOND, "Targets[0].Arn", "Bus", "run time", False)]


def test_a_name_that_only_the_home_region_has_is_missing_in_the_other():
    there = {"Targets": [{"Id": "p", "Arn": sub(f"arn:aws:events:{FIRST}:${{AWS::AccountId}}:event-bus/b-{FIRST}")}]}
    bus = resource("Events::EventBus", "IsSecond", Name=sub("b-${AWS::Region}"))
    [link] = linked({"Bus": bus, "Rule": resource("Events::Rule", "IsSecond", **there)})
    assert (link.exists, link.region) == (False, FIRST)


def test_an_arn_that_nothing_in_the_set_explains_may_lie_outside():
    outside = {"Targets": [{"Id": "peer", "Arn": f"arn:aws:sqs:{FIRST}:123456789012:elsewhere"}]}
    [link] = linked({"Rule": resource("Events::Rule", "IsSecond", **outside)})
    assert link.exists is None


def test_a_bucket_needs_the_bucket_that_it_replicates_to_when_it_is_made():
    rule = {"Destination": {"Bucket": sub(f"arn:aws:s3:::data-${{AWS::AccountId}}-{FIRST}")}}
    replicating = {"Fn::If": ["IsSecond", {"Role": "x", "Rules": [rule]}, {"Ref": "AWS::NoValue"}]}
    found = rows({"Data": {**BUCKET, "Properties": {**BUCKET["Properties"], "ReplicationConfiguration": replicating}}})
    path = "ReplicationConfiguration.Rules[0].Destination.Bucket"
    assert found == [("Data", SECOND, path, "Data", "creation", True)]


def test_a_policy_only_allows():
    statement = {
        "Effect": "Allow",
        "Action": "s3:GetObject",
        "Resource": sub("arn:aws:s3:::data-${AWS::AccountId}-eu-central-1/*"),
    }
    policy = resource("IAM::ManagedPolicy", "IsSecond", PolicyDocument={"Statement": [statement]})
    path = "PolicyDocument.Statement[0].Resource"
    assert rows({"Data": BUCKET, "Policy": policy}) == [("Policy", SECOND, path, "Data", "permission", True)]


def test_a_principal_of_a_trust_policy_must_be_there():
    role = resource("IAM::Role", RoleName=sub("worker-${AWS::Region}"), AssumeRolePolicyDocument={"Statement": []})
    trust = {"Effect": "Allow", "Principal": {"AWS": sub(f"arn:aws:iam::${{AWS::AccountId}}:role/worker-{FIRST}")}}
    trusting = resource("IAM::Role", "IsSecond", AssumeRolePolicyDocument={"Statement": [trust]})
    [row] = rows({"Worker": role, "Trusting": trusting})
    assert row[3:] == ("Worker", "creation", True)


def test_a_name_beside_a_region_is_a_name_there():
    alarm = resource("CloudWatch::Alarm", AlarmName="health")
    check = {"Type": "CLOUDWATCH_METRIC", "AlarmIdentifier": {"Region": FIRST, "Name": "health"}}
    found = rows({"Alarm": alarm, "Check": resource("Route53::HealthCheck", "IsSecond", HealthCheckConfig=check)})
    assert found == [("Check", SECOND, "HealthCheckConfig.AlarmIdentifier.Name", "Alarm", "run time", True)]


def test_a_name_beside_no_region_is_one_at_home():
    function = resource("Lambda::Function", Environment={"Variables": {"VAULT": "vault"}})
    assert rows({"Vault": VAULT, "F": function}) == []


def test_a_setting_that_names_what_only_the_other_region_makes_is_a_link():
    function = resource("Lambda::Function", "IsSecond", Environment={"Variables": {"TABLE": "migration-state"}})
    table = resource("DynamoDB::Table", "IsFirst", TableName="migration-state")
    assert rows({"Table": table, "F": function}) == [
        ("F", SECOND, "Environment.Variables.TABLE", "Table", "run time", True)
    ]


def test_a_path_of_parameters_leads_to_what_lies_below_it():
    published = resource("SSM::Parameter", "IsFirst", Name="/contract/VpcId", Type="String", Value="x")
    reader = {"Type": "Custom::Contract", "Condition": "IsSecond", "Properties": {"Region": FIRST, "Path": "/contract"}}
    assert rows({"Published": published, "Reader": reader}) == [
        ("Reader", SECOND, "Path", "Published", "creation", True)
    ]


def test_a_replica_of_a_table_belongs_to_the_stack_that_makes_the_table():
    replicas = [{"Region": FIRST}, {"Region": SECOND}]
    table = resource("DynamoDB::GlobalTable", "IsSecond", TableName="trades", Replicas=replicas)
    function = resource("Lambda::Function", Environment={"Variables": {"TABLE": "trades"}})
    assert rows({"Table": table, "F": function}) == [
        ("F", FIRST, "Environment.Variables.TABLE", "Table", "run time", True)
    ]


def test_an_arn_within_a_document_is_found():
    arn = sub(
        f'{{"StartAt": "A", "States": {{"A": {{"Resource": "arn:aws:lambda:{FIRST}:${{AWS::AccountId}}:function:copy"}}}}}}'
    )
    machine = resource("StepFunctions::StateMachine", "IsSecond", DefinitionString=arn)
    function = resource("Lambda::Function", FunctionName="copy")
    assert rows({"Copy": function, "M": machine}) == [("M", SECOND, "DefinitionString", "Copy", "run time", True)]


@pytest.mark.parametrize("suffix", ["/index/by-day", "/stream/*", "/*"])
def test_what_belongs_to_a_thing_leads_to_the_thing(suffix):
    statement = {"Resource": sub(f"arn:aws:dynamodb:{FIRST}:${{AWS::AccountId}}:table/trades{suffix}")}
    policy = resource("IAM::ManagedPolicy", "IsSecond", PolicyDocument={"Statement": [statement]})
    table = resource("DynamoDB::Table", "IsFirst", TableName="trades")
    assert [row[3] for row in rows({"Table": table, "P": policy})] == ["Table"]


def test_one_region_has_no_links():
    from tapstack.graph.links import links

    assert links(stackset({"Bus": BUS, "Rule": resource("Events::Rule", **FORWARD)}, (SECOND,))) == []

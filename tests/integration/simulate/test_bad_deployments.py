"""What moto accepts and AWS refuses: refused here at the resource concerned, or, where no source says so, let through.

The nine are those of the design memo; the last, instances without accounts, is StackSets' own.
"""

import pytest

from tapstack.simulate.deployment import deploy, open_world
from tapstack.simulate.stackset import StackSetError
from tests.integration.simulate.conftest import SOURCE, TARGET

NOWHERE = {"Fn::Sub": "arn:${AWS::Partition}:s3:::no-such-bucket-${AWS::AccountId}"}


def rule_of(body):
    properties = body["Resources"]["TradingDataBucket"]["Properties"]
    return properties["ReplicationConfiguration"]["Fn::If"][1]["Rules"][0]


def to_a_missing_bucket(body):
    rule_of(body)["Destination"]["Bucket"] = NOWHERE


def to_itself(body):
    name = body["Resources"]["TradingDataBucket"]["Properties"]["BucketName"]["Fn::Sub"]
    rule_of(body)["Destination"]["Bucket"] = {"Fn::Sub": "arn:${AWS::Partition}:s3:::" + name}


def without_delete_markers(body):
    del rule_of(body)["DeleteMarkerReplication"]


def a_key_for_nobody(body):
    statements = body["Resources"]["PlatformKey"]["Properties"]["KeyPolicy"]["Statement"]
    role = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/no-such-role"}
    statements.append({"Effect": "Allow", "Principal": {"AWS": role}, "Action": "kms:Decrypt", "Resource": "*"})


def equal_ranges(body):
    body["Parameters"]["TargetVpcCidr"]["Default"] = body["Parameters"]["SourceVpcCidr"]["Default"]
    body.pop("Rules", None)
    # Else the rule for the peer's range is that for one's own, which EC2 refuses before.
    body["Resources"]["PeerIngressRule"]["Properties"] |= {"FromPort": 444, "ToPort": 444}


REFUSED = {
    "replication to a bucket that does not exist": (to_a_missing_bucket, SOURCE, "TradingDataBucket"),
    "a rule with a filter and without DeleteMarkerReplication": (without_delete_markers, SOURCE, "TradingDataBucket"),
    "a key policy that names a role that does not exist": (a_key_for_nobody, TARGET, "PlatformKey"),
    "a peering of networks with the same addresses": (equal_ranges, SOURCE, "VpcPeering"),
}


@pytest.mark.parametrize(("spoil", "region", "resource"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_at_the_resource(body, subject_of, spoil, region, resource):
    spoil(body)
    deployed = deploy(subject_of(body))
    assert deployed.operation.status == "FAILED"
    failed = [target.region for target, result in deployed.operation.results.items() if result.status == "FAILED"]
    assert failed == [region]
    reason = next(result.reason for result in deployed.operation.results.values() if result.status == "FAILED")
    assert f"ResourceLogicalId:{resource}," in reason


def test_after_a_refusal_in_the_first_region_the_second_is_not_tried(body, subject_of):
    a_key_for_nobody(body)
    deployed = deploy(subject_of(body))
    assert [result.status for result in deployed.operation.results.values()] == ["FAILED", "CANCELLED"]
    assert not any(outcome.region == SOURCE for outcome in deployed.outcomes)


def test_instances_without_accounts_are_refused(subject_of):
    with open_world(subject_of()) as world:
        world.stack_sets.create_stack_set("TapStack", world.wish())
        with pytest.raises(StackSetError, match="Accounts or DeploymentTargets"):
            world.stack_sets.create_stack_instances("TapStack", [], world.regions)


def on_no_alarm(body):
    check = body["Resources"]["SourceHealthCheck"]["Properties"]["HealthCheckConfig"]
    check["AlarmIdentifier"]["Name"] = "no-such-alarm"


def bus_without_role(body):
    for target in body["Resources"]["ForwardToPeerRule"]["Properties"]["Targets"]:
        target.pop("RoleArn", None)


def into_no_vault(body):
    plan = body["Resources"]["BackupPlan"]["Properties"]["BackupPlan"]
    plan["BackupPlanRule"][0]["TargetBackupVault"] = "no-such-vault"


TAKEN = {
    "a health check of an alarm that does not exist": on_no_alarm,
    "a bus in another region as a target without a role": bus_without_role,
    "a backup plan for a vault that does not exist": into_no_vault,
}


@pytest.mark.parametrize("spoil", TAKEN.values(), ids=TAKEN)
def test_where_no_source_says_that_aws_refuses_it_goes_through(body, subject_of, spoil):
    spoil(body)
    assert deploy(subject_of(body)).succeeded


def test_replication_to_itself_ends_as_the_truth_says(body, subject_of):
    to_itself(body)
    deployed = deploy(subject_of(body))
    assert not deployed.succeeded

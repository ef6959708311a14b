"""Parameters: a suffix is enough, and what cannot work is refused before anything is made.

A description is of 1,024 bytes at most.
"""

import itertools

import pytest

from tapstack.pytest_plugin import RefusedError, StackSet
from tests.place import SOURCE, TARGET


def test_every_parameter_is_in_one_group_of_the_console(raw) -> None:
    groups = raw["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    shown = list(itertools.chain(*(group["Parameters"] for group in groups)))
    assert shown == list(raw["Parameters"])
    labels = [group["Label"]["default"] for group in groups]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("section", ["Parameters", "Outputs"])
def test_everything_that_people_see_is_described(section, raw) -> None:
    for name, body in raw[section].items():
        assert 10 < len(body["Description"]) <= 1024, name


def test_every_rule_says_what_it_asks_for(raw) -> None:
    said = [one["AssertDescription"] for rule in raw["Rules"].values() for one in rule["Assertions"]]
    assert all(" must " in one for one in said) and len(said) == 3


def test_no_parameter_takes_just_anything(raw) -> None:
    for name, body in raw["Parameters"].items():
        bounded = {"AllowedValues"} <= set(body) or {"MinValue", "MaxValue"} <= set(body)
        assert bounded or {"AllowedPattern", "ConstraintDescription"} <= set(body), name


def test_a_suffix_is_enough_to_deploy(raw, tapstack_stackset: StackSet) -> None:
    assert [name for name, body in raw["Parameters"].items() if "Default" not in body] == ["EnvironmentSuffix"]
    assert len(tapstack_stackset.exactly({"EnvironmentSuffix": "abc"}).stacks) == 2


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"TargetRegion": SOURCE, "ActiveRegion": SOURCE}, "SourceRegion and TargetRegion must differ"),
        ({"SourceVpcCidr": "10.20.0.0/16"}, "SourceVpcCidr and TargetVpcCidr must differ"),
        ({"ActiveRegion": "eu-west-1"}, "ActiveRegion must be SourceRegion or TargetRegion"),
    ],
)
def test_what_cannot_work_together_is_refused(given, says, tapstack_stackset: StackSet) -> None:
    for region in (SOURCE, TARGET):
        with pytest.raises(RefusedError, match=says):
            tapstack_stackset.with_parameters(given).stack(region)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("EnvironmentSuffix", value) for value in ("ab", "x" * 21, "-abc", "abc-", "a--b", "Abc", "a_b")),
        *((name, value) for name in ("SourceVpcCidr", "TargetVpcCidr") for value in ("10.0.0.1/16", "10.0.0.0/15", "10.0.0.0/21", "8.8.0.0/16", "172.32.0.0/16", "10.0.16.0/19")),
        *((name, "us-gov-west-1") for name in ("SourceRegion", "TargetRegion", "ActiveRegion")),
        ("ShardCount", "9"),
        ("WarmWriteUnits", "3999"),
        ("WarmReadUnits", "11999"),
        ("ParallelizationFactor", "11"),
        ("BackupRetentionDays", "34"),
        ("LogRetentionDays", "31"),
        ("HistoricalBucketName", "No"),
        ("HistoricalTableName", "a"),
        ("HistoricalKeyArn", "alias/old"),
        ("PermissionsBoundaryArn", "arn:aws:iam::123456789012:role/boundary"),
        ("NotificationEmail", "desk"),
        ("PrivateZoneName", "trading"),
        ("PrivateZoneName", f"{'.'.join(['z' * 48] * 4)}.internal"),
        ("NotificationEmail", f"desk@{'x' * 246}.com"),
        ("MigrationId", "a b"),
        ("ReplicationMode", "BOTH"),
        ("VaultLock", "LOCKED"),
        *((name, "yes") for name in ("MirrorEnabled", "InterfaceEndpoints", "NatGatewayEnabled", "LifecycleEnabled", "BackupDataBucket")),
    ],
)  # fmt: skip
def test_a_value_that_cannot_work_is_refused_before_anything_is_made(name, value, tapstack_stackset: StackSet) -> None:
    with pytest.raises(RefusedError, match=rf"Parameter {name}\b"):
        tapstack_stackset.with_parameters({name: value}).stack(TARGET)

"""Recovery points: how long they are kept, and from whom."""

import json

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.adapters.backup.points import RECOVERY_POINT
from tapstack.simulate.adapters.backup.vault import BackupVault
from tests.unit.simulate.behaviours.backups.conftest import TABLE_ARN, VAULT
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

DAY = 86_400


def delete(world, point):
    world.client().delete_recovery_point(BackupVaultName=VAULT, RecoveryPointArn=point)


def test_a_point_is_there_until_its_retention_ends(world):
    point = world.backup(Lifecycle={"DeleteAfterDays": 1})["RecoveryPointArn"]
    assert world.points()[0]["RecoveryPointArn"] == point
    world.life.clock.run(DAY - 701)
    assert len(world.points()) == 1
    world.life.clock.run(20)
    assert world.points() == []
    assert world.states("Recovery Point State Change") == ["COMPLETED", "DELETING"]


def test_a_region_that_is_out_deletes_what_is_over_when_it_is_back(world):
    world.backup(Lifecycle={"DeleteAfterDays": 1})
    world.life.outages.lose(SOURCE)
    world.life.clock.run(DAY)
    assert len(world.life.backups.points.in_region(SOURCE)) == 1
    world.life.outages.restore(SOURCE)
    world.life.clock.run(1)
    assert world.points() == []


def test_a_point_is_described_and_listed_by_what_is_asked_for(world):
    job = world.backup()
    found = world.client().describe_recovery_point(BackupVaultName=VAULT, RecoveryPointArn=job["RecoveryPointArn"])
    assert (found["Status"], found["ResourceArn"]) == ("COMPLETED", TABLE_ARN)
    assert len(world.points(ByResourceType="DynamoDB")) == 1
    assert world.points(ByResourceType="S3") == []
    assert world.points(ByCreatedBefore=job["CreationDate"]) == []
    assert world.points(region=TARGET) == []


def test_a_point_can_be_deleted(world):
    delete(world, world.backup()["RecoveryPointArn"])
    assert world.points() == []
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        delete(world, "arn:aws:backup:us-east-1:123456789012:recovery-point:none")


def test_the_policy_of_a_vault_keeps_its_points_from_everybody(world):
    point = world.backup()["RecoveryPointArn"]
    deny = {"Effect": "Deny", "Principal": "*", "Action": ["backup:DeleteRecoveryPoint"], "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [deny]}
    for given in (policy, json.dumps(policy)):
        world.life.cloud.records.keep(SOURCE, BackupVault.type, VAULT, {"AccessPolicy": given})
        with pytest.raises(ClientError, match="AccessDeniedException"):
            delete(world, point)
    assert len(world.points()) == 1


def test_the_lock_of_a_vault_keeps_its_points(world):
    point = world.backup(Lifecycle={"DeleteAfterDays": 35})["RecoveryPointArn"]
    world.client().put_backup_vault_lock_configuration(BackupVaultName=VAULT, MinRetentionDays=35)
    with pytest.raises(ClientError, match="is locked"):
        delete(world, point)


def test_a_vault_with_points_is_seen_as_such(world):
    point = world.backup()["RecoveryPointArn"]
    kept = world.life.cloud.records.of(RECOVERY_POINT, SOURCE)
    assert [(key[2], about["BackupVaultName"]) for key, about in kept.items()] == [(point, VAULT)]

"""A table, a vault in each region, a role, and what is told on the buses."""

import json

import pytest

from tapstack.simulate.adapters.backup.plan import SELECTION
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

ACCOUNT = "123456789012"
TABLE, VAULT = "trades", "kept"
TABLE_ARN = f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table/{TABLE}"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/backup"
RULE = {
    "RuleName": "Daily",
    "TargetBackupVaultName": VAULT,
    "ScheduleExpression": "cron(0 10 * * ? *)",
    "StartWindowMinutes": 60,
    "CompletionWindowMinutes": 720,
    "Lifecycle": {"DeleteAfterDays": 35},
}
POLICIES = (
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
)
DUE = 3600
"""Seconds from the beginning, at 09:00, to the first backup."""


def vault_arn(region):
    return f"arn:aws:backup:{region}:{ACCOUNT}:backup-vault:{VAULT}"


class World:
    """What tests do."""

    def __init__(self, life):
        self.life = life

    @property
    def told(self):
        """Region and event of all that AWS Backup put on a bus."""
        return [(region, event) for _, region, _, event in self.life.events.seen if event["source"] == "aws.backup"]

    def client(self, service="backup", region=SOURCE):
        return self.life.client(service, region)

    def write(self, *names):
        for name in names:
            self.client("dynamodb").put_item(TableName=TABLE, Item={"TradeId": {"S": name}})

    def plan(self, resources=(TABLE_ARN,), selection=None, **rule):
        made = self.client().create_backup_plan(BackupPlan={"BackupPlanName": "plan", "Rules": [{**RULE, **rule}]})
        about = {"SelectionName": "s", "IamRoleArn": ROLE, "Resources": list(resources), **(selection or {})}
        properties = {"BackupPlanId": made["BackupPlanId"], "BackupSelection": about}
        self.life.cloud.records.keep(SOURCE, SELECTION, "selection", properties)
        return made

    def backup(self, **more):
        """A backup that is asked for, carried out."""
        asked = {"BackupVaultName": VAULT, "ResourceArn": TABLE_ARN, "IamRoleArn": ROLE, **more}
        job = self.client().start_backup_job(**asked)["BackupJobId"]
        self.life.clock.run(700)
        return self.client().describe_backup_job(BackupJobId=job)

    def copy(self, point, wait=1300, **more):
        """A copy that is asked for, carried out."""
        asked = {"SourceBackupVaultName": VAULT, "DestinationBackupVaultArn": vault_arn(TARGET), "IamRoleArn": ROLE}
        job = self.client().start_copy_job(RecoveryPointArn=point, **asked, **more)["CopyJobId"]
        self.life.clock.run(wait)
        return self.client().describe_copy_job(CopyJobId=job)["CopyJob"]

    def restore(self, point, region=SOURCE, **metadata):
        """A restore that is asked for, carried out."""
        backup = self.client(region=region)
        asked = {"RecoveryPointArn": point, "IamRoleArn": ROLE, "Metadata": metadata}
        job = backup.start_restore_job(**asked)["RestoreJobId"]
        self.life.clock.run(1000)
        return backup.describe_restore_job(RestoreJobId=job)

    def points(self, region=SOURCE, **filters):
        backup = self.client(region=region)
        return backup.list_recovery_points_by_backup_vault(BackupVaultName=VAULT, **filters)["RecoveryPoints"]

    def jobs(self, **filters):
        return self.client().list_backup_jobs(**filters)["BackupJobs"]

    def copies(self):
        return self.client().list_copy_jobs()["CopyJobs"]

    def advance(self, on=True):
        for region in (SOURCE, TARGET):
            self.client(region=region).update_region_settings(ResourceTypeManagementPreference={"DynamoDB": on})

    def states(self, kind, region=SOURCE):
        found = [event["detail"] for where, event in self.told if where == region and event["detail-type"] == kind]
        return [detail.get("state", detail.get("status")) for detail in found]


def give_role(iam):
    """A role that AWS Backup may act for, with its own policies."""
    principal = {"Service": "backup.amazonaws.com"}
    trust = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    document = {"Version": "2012-10-17", "Statement": [trust]}
    iam.create_role(RoleName="backup", AssumeRolePolicyDocument=json.dumps(document))
    for name in POLICIES:
        iam.attach_role_policy(RoleName="backup", PolicyArn=f"arn:aws:iam::aws:policy/{name}")


@pytest.fixture
def world(life):
    life.quiet = True
    made = World(life)
    made.client("dynamodb").create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "TradeId", "KeyType": "HASH"}],
        AttributeDefinitions=[
            {"AttributeName": "TradeId", "AttributeType": "S"},
            {"AttributeName": "Account", "AttributeType": "S"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "ByAccount",
                "KeySchema": [{"AttributeName": "Account", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
        Tags=[{"Key": "backup", "Value": "daily"}],
    )
    for region in (SOURCE, TARGET):
        made.client(region=region).create_backup_vault(BackupVaultName=VAULT)
    give_role(made.client("iam"))
    made.advance()
    return made

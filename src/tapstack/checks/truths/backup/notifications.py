"""BACKUP-020: a vault tells a topic that is there of events that there are."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(notifications: Property, view: View) -> Iterator[Fault]:
    """A fault for no event, for a topic of another region, a FIFO topic, and a topic that no stack makes."""
    topic, here = notifications["SNSTopicArn"], notifications.item.region
    if not notifications["BackupVaultEvents"].items:
        yield Fault(notifications["BackupVaultEvents"], "The vault tells of no event.")
    parts = topic.pattern.split(":")
    if topic.pattern.endswith(".fifo"):
        yield Fault(topic, f"The topic {topic.shown} is FIFO.")
    elif len(parts) > 5 and not parts[3].startswith("\ue000") and parts[3] != here:
        yield Fault(topic, f"The topic {topic.shown} is not in {here}.")
    elif view.find(topic, "AWS::SNS::Topic") is None:
        yield Fault(topic, f"No stack makes the topic {topic.shown}.")


TRUTH = Truth(
    id="BACKUP-020",
    title="A vault notifies a standard topic of its region that exists, of one event at least",
    why="Backup answers InvalidParameterValueException, or nobody learns that backups fail.",
    fix="Refer to a topic of the same stack by Ref, and list events such as BACKUP_JOB_FAILED.",
    source="botocore backup PutBackupVaultNotifications (topic ARN, events); AWS Backup developer guide, Amazon SNS"
    " with AWS Backup (standard topics only)",
    about=("AWS::Backup::BackupVault", "AWS::Backup::LogicallyAirGappedBackupVault"),
    at="Notifications",
    judge=judge,
)

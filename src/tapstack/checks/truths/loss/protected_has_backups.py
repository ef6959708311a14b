"""LOSS-008: a database that is kept or protected is backed up."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(database: Property, _: View) -> Iterator[Fault]:
    """A fault for automated backups that are turned off where the template shows that the data matters."""
    days = database["BackupRetentionPeriod"]
    replica = database.has("SourceDBInstanceIdentifier") or database.has("DBClusterIdentifier")
    if not days.given or replica or not days.equals("0"):
        return
    if database["DeletionProtection"].flag or database.item.body["DeletionPolicy"].is_in(
        "Retain", "RetainExceptOnCreate"
    ):
        yield Fault(days, "BackupRetentionPeriod is 0: nothing is backed up, and no point in time can be restored.")


TRUTH = Truth(
    id="LOSS-008",
    title="A database that is kept or protected from deletion has automated backups",
    why="With 0 days RDS makes no backups: a wrong statement or a broken disk loses all since the last snapshot.",
    fix="Give BackupRetentionPeriod 1 to 35 days.",
    source="resource schema AWS::RDS::DBInstance.BackupRetentionPeriod (0 turns automated backups off); a warning, for"
    " others may back it up",
    about=("AWS::RDS::DBInstance",),
    judge=judge,
    severity=Severity.WARNING,
)

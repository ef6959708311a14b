"""BKP-05: a backup plan selects whatever holds data that is kept."""

from collections.abc import Iterator

from tapstack.checks.controls.backup.copies import BUCKET, replicating_to
from tapstack.checks.controls.backup.selections import SELECTION, selects, tags_of
from tapstack.checks.controls.backup.switched import switched_off
from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.truths.access.asking import any_of
from tapstack.checks.truths.planned import PlannedView
from tapstack.checks.truths.s3.replication import filters_by_tag
from tapstack.checks.truths.truth import Fault
from tapstack.graph.stackset import Item, NotKnown, Property

OTHER = {"Purpose": ("AccessLogs", "WorkingFiles"), "DataClassification": ("Operational",)}
"""Tags of what holds no data of its own: logs, files on their way, records of how the platform is run."""


def judge(properties: Property, view: PlannedView) -> Iterator[Fault]:
    """A fault where no plan selects it; nothing is asked of copies of what is selected, and where parameters say so."""
    item = properties.item
    if why := _excepted(item):
        raise NotAskedError(f"{item} {why}")
    if _is_selected(item, view):
        return
    for source in _sources(item, view):
        if _is_selected(source, view) or switched_off(source, view):
            raise NotAskedError(f"{item} holds copies of {source}, of which the same is asked")
    if off := switched_off(item, view):
        raise NotAskedError(f"{item} is selected with {off} only")
    yield Fault(properties, f"No backup plan selects {item}.")


def _excepted(item: Item) -> str:
    """Why nothing is asked of it; "" if it is."""
    if item.body["DeletionPolicy"].raw == "Delete":
        return "goes with its stack"
    for key, value in tags_of(item, item.region).items():
        if key in OTHER and value.is_in(*OTHER[key]):
            return f"is tagged {key} {value.text}"
    return ""


def _is_selected(item: Item, view: PlannedView) -> bool:
    return any_of(view.all(SELECTION), lambda one: _takes(one, item, view))


def _takes(selection: Item, item: Item, view: PlannedView) -> bool:
    answer = selects(selection["BackupSelection"], item, view)
    if answer and not selection.certain:
        raise NotKnown(f"whether {selection} is made is not known")
    return answer


def _sources(item: Item, view: PlannedView) -> Iterator[Item]:
    """The buckets of which a bucket gets all objects."""
    for other, rule in replicating_to(item, view):
        if not (filters_by_tag(rule) or rule["Prefix"].pattern or rule["Filter.Prefix"].pattern):
            yield other


CONTROL = ControlCheck(
    name="DATA_SELECTED_BY_BACKUP_PLAN",
    title="A backup plan selects each bucket and table with data that is kept",
    why="What no plan selects is there once: what a fault or an attacker destroys is gone.",
    fix="Add the ARN to the Resources of an AWS::Backup::BackupSelection, or give the resource the tag that it selects"
    " by.",
    source="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html; what is excepted is this"
    " control's own",
    controls=("BKP-05",),
    about=(BUCKET, "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"),
    judge=judge,
)

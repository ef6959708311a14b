"""RES-02: data that is kept in the Union is not sent to a region outside it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.residency.union import UNION, is_nobodys
from tapstack.checks.truths import arns
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.facts.regions import is_region
from tapstack.graph.stackset import NotKnown, Property

# Where a resource says what it sends from, and below it where to: a region, or an ARN of what is in one.
WAYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "AWS::S3::Bucket": ("ReplicationConfiguration.Rules[]", "Destination.Bucket"),
        "AWS::Backup::BackupPlan": ("BackupPlan.BackupPlanRule[].CopyActions[]", "DestinationBackupVaultArn"),
        "AWS::Events::Rule": ("Targets[]", "Arn"),
        "AWS::RDS::DBInstance": ("", "AutomaticBackupReplicationRegion"),
        "AWS::SecretsManager::Secret": ("ReplicaRegions[]", "Region"),
        "AWS::SNS::Subscription": ("", "Endpoint"),
    }
)


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each way out of the Union."""
    item = properties.item
    if item.region not in UNION:
        raise NotAskedError(f"{item} is not in the Union")
    sites, to = WAYS[item.type]
    places = [site[to] for site in (properties.each(sites) if sites else [properties]) if _is_on(site)]
    if not any(place.given for place in places):
        raise NotAskedError(f"{item} sends nothing to anywhere")
    if is_nobodys(properties):
        raise NotAskedError(f"What {item} sends is nobody's")
    yield from one_by_one(places, lambda place: _leaving(place, view))


def _is_on(site: Property) -> bool:
    return "DISABLED" not in (str(site["Status"].raw).upper(), site.item["State"].raw)


def _leaving(place: Property, view: View) -> Iterator[Fault]:
    region = _region(place, view) if place.given else ""
    if region and region not in UNION:
        yield Fault(place, f"{place.item.logical_id} sends what is in {place.item.region} to {region}: {place.shown}.")


def _region(place: Property, view: View) -> str:
    """Where it leads; "" to no region: to a mailbox, for example. Raises NotKnown."""
    text = place.pattern
    named = text if is_region(text) else arns.region(place)
    if named or not text.startswith(("arn:", "http", "\ue000")):
        return named
    found = None if text.startswith("http") else view.find(place)
    if found is None:
        raise NotKnown(f"where {place.shown} is, is not known: no stack makes it")
    return found.region


CONTROL = ControlCheck(
    name="UNION_DATA_NOT_SENT_AWAY",
    title="What is kept in a region of the Union is not replicated, copied or sent to one outside it",
    why="It is a transfer to a third country, for which somebody must have found a legal basis.",
    fix="Send it to another region of the Union, or have the transfer accepted by a waiver that says on which basis.",
    source="GDPR, Article 44 (https://gdprhub.eu/index.php?title=Article_44_GDPR). Assumption: data in the Union is of"
    " the Union unless its tag DataClassification says Operational or Public",
    controls=("RES-02",),
    about=(*WAYS,),
    judge=judge,
)

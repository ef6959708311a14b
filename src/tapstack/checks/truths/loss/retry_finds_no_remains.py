"""LOSS-005: a failed first deployment leaves nothing behind that the next one stumbles over."""

from collections.abc import Iterator

from tapstack.checks.truths.loss.keeping import DATA, comes_after
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.physical_names import name_rules
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for a named resource with Retain in a template that has RetainExceptOnCreate elsewhere."""
    item = properties.item
    policy = item.body["DeletionPolicy"]
    named = [properties[rule.name] for rule in name_rules(item.type) if rule.scope]
    if not any(name.given for name in named) or not policy.equals("Retain") or not _others_go(item, view):
        return
    later = comes_after(item, view)
    if later is not None:
        yield Fault(policy, f"A rollback keeps {item.logical_id} if {later.logical_id} fails: its name stays taken.")


def _others_go(item: Item, view: View) -> bool:
    """Whether a rollback deletes others: where the template keeps all, that may be meant."""
    data = view.all(*DATA, region=item.region)
    return any(other.body["DeletionPolicy"].raw == "RetainExceptOnCreate" for other in data)


TRUTH = Truth(
    id="LOSS-005",
    title="Of named resources that are kept, all are still deleted when their first deployment is rolled back, or none",
    why="With Retain it stays behind, outside every stack, and the next attempt fails because its name is taken.",
    fix="Write DeletionPolicy: RetainExceptOnCreate; it keeps the data in every other case.",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html"
    " (RetainExceptOnCreate); a warning, for the first deployment may succeed",
    about=DATA,
    judge=judge,
    severity=Severity.WARNING,
)

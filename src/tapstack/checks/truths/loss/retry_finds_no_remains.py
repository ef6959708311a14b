"""LOSS-005: a failed first deployment leaves nothing behind that the next one stumbles over."""

from collections.abc import Iterator

from tapstack.checks.truths.loss.keeping import DATA, comes_after
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.physical_names import name_rules
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for a named resource with Retain where something may fail after it was made."""
    item = properties.item
    policy = item.body["DeletionPolicy"]
    named = [properties[rule.name] for rule in name_rules(item.type) if rule.scope]
    if not any(name.given for name in named) or not policy.equals("Retain"):
        return
    later = comes_after(item, view)
    if later is not None:
        yield Fault(policy, f"A rollback keeps {item.logical_id} if {later.logical_id} fails: its name stays taken.")


TRUTH = Truth(
    id="LOSS-005",
    title="A named resource that is kept is still deleted when its first deployment is rolled back",
    why="With Retain it stays behind, outside every stack, and the next attempt fails because its name is taken.",
    fix="Write DeletionPolicy: RetainExceptOnCreate; it keeps the data in every other case.",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html"
    " (RetainExceptOnCreate); a warning, for the first deployment may succeed",
    about=DATA,
    judge=judge,
    severity=Severity.WARNING,
)

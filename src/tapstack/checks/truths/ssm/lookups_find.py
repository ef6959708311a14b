"""SSM-009: what CloudFormation looks up is there when it looks."""

from collections.abc import Iterator

from tapstack.checks.truths.ssm.lookups import lookups
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_STORE = {"AWS::SSM::Parameter": "ssm", "AWS::SecretsManager::Secret": "secretsmanager"}


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for a lookup of this name before it is made, or in a region whose stack does not make it."""
    item = name.item
    for use in lookups(view, _STORE[item.type], name.pattern):
        if use.item.region == item.region:
            if not view.before(use.item, item):
                yield Fault(use, f"{name.shown} is looked up, and {item.logical_id} is not yet there for sure.")
        elif view.find(name.pattern, item.type, region=use.item.region) is None:
            yield Fault(use, f"{name.shown} is looked up in {use.item.region}, and made in {item.region} only.")


TRUTH = Truth(
    id="SSM-009",
    title="A parameter or secret that a dynamic reference names is there, in this region, before it is looked up",
    why="CloudFormation finds nothing and the stack fails: such a reference makes no dependency, and reads one region.",
    fix="Use Ref or Fn::GetAtt on the resource, or add DependsOn; for another region make it there too.",
    source="assumption: the reference is resolved when the resource is made; https://docs.aws.amazon.com/"
    "AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html",
    about=tuple(_STORE),
    at="Name",
    judge=judge,
    severity=Severity.WARNING,
)

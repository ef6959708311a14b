"""S3-028: a lifecycle rule uses the older or the newer form of a property, not both."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.lifecycle import CURRENT, NONCURRENT
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_FORMS = (CURRENT, NONCURRENT, ("NoncurrentVersionExpiration", "NoncurrentVersionExpirationInDays"))


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for each older form beside its newer one."""
    for newer, older in _FORMS:
        if rule.has(older) and rule.has(newer):
            yield Fault(rule[older], f"The rule has {older} beside {newer}.")


TRUTH = Truth(
    id="S3-028",
    title="A lifecycle rule has the newer form of transitions and noncurrent expiration, or the older, not both",
    why="CloudFormation refuses the bucket.",
    fix="Use Transitions, NoncurrentVersionTransitions and NoncurrentVersionExpiration, and remove the older forms.",
    source="resource schema AWS::S3::Bucket, Rule.Transition, NoncurrentVersionTransition and"
    " NoncurrentVersionExpirationInDays (deprecated; not to be specified with the newer property)",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)

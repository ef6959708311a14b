"""LAMBDA-016: an alias sends its traffic to two versions at most."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(alias: Property, _: View) -> Iterator[Fault]:
    """A fault for more than one further version, weights out of bounds, $LATEST, and the same version twice."""
    weights = alias["RoutingConfig.AdditionalVersionWeights"]
    if not weights.items:
        return
    if len(weights.items) > 1:
        yield Fault(weights, f"The alias has {len(weights.items)} further versions; one is allowed.")
    own = alias["FunctionVersion"]
    for each in weights.items:
        version, share = each["FunctionVersion"], each["FunctionWeight"]
        if version.pattern == own.pattern:
            yield Fault(version, f"The alias sends its traffic to version {version.shown} twice.")
        if "$LATEST" in (version.pattern, own.pattern):
            yield Fault(version, "The traffic is split with $LATEST; both must be published versions.")
        if not 0 <= share.number <= 1:
            yield Fault(share, f"The weight is {share.shown}; it must be 0.0 to 1.0.")


TRUTH = Truth(
    id="LAMBDA-016",
    title="An alias splits its traffic between two different published versions, with a weight of 0.0 to 1.0",
    why="Lambda refuses the routing configuration.",
    fix="Name one further published version with a weight such as 0.1.",
    source="Lambda developer guide, weighted aliases (two published versions at most)"
    " (https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html); botocore lambda Weight (0.0 to"
    " 1.0)",
    about=("AWS::Lambda::Alias",),
    judge=judge,
)

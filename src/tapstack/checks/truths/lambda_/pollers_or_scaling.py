"""LAMBDA-042: a mapping is scaled in one way."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(mapping: Property, _: View) -> Iterator[Fault]:
    """A fault for pollers beside scaling, and for fewer pollers at most than at least."""
    pollers = mapping["ProvisionedPollerConfig"]
    if pollers.given and mapping.has("ScalingConfig.MaximumConcurrency"):
        yield Fault(pollers, "ProvisionedPollerConfig is given beside ScalingConfig.")
    least, most = pollers["MinimumPollers"], pollers["MaximumPollers"]
    if least.given and most.given and least.number > most.number:
        yield Fault(least, f"MinimumPollers {least.shown} is above MaximumPollers {most.shown}.")


TRUTH = Truth(
    id="LAMBDA-042",
    title="A mapping has ProvisionedPollerConfig or ScalingConfig, and not more pollers at least than at most",
    why="Lambda refuses the mapping.",
    fix="Remove one of them; order the numbers.",
    source="resource schema AWS::Lambda::EventSourceMapping, ScalingConfig (not together with ProvisionedPollerConfig)",
    about=(MAPPING,),
    judge=judge,
)

"""S3-120: tiers of intelligent tiering are told once each, after days that S3 takes."""

from collections.abc import Iterator

from tapstack.checks.truths.repeated import repeated
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_LEAST = {"ARCHIVE_ACCESS": 90, "DEEP_ARCHIVE_ACCESS": 180}


def judge(tierings: Property, _: View) -> Iterator[Fault]:
    """A fault for no tier, a tier twice, and days out of range."""
    if not tierings.items:
        yield Fault(tierings, "The configuration has no tier.")
    for one, _first in repeated(tier["AccessTier"] for tier in tierings.items):
        yield Fault(one, f"The tier {one.shown} stands twice.")
    for tier in tierings.items:
        least = _LEAST.get(tier["AccessTier"].text)
        if least and not least <= tier["Days"].number <= 730:
            yield Fault(tier["Days"], f"{tier['AccessTier'].shown} after {tier['Days'].shown} days: {least} to 730.")


TRUTH = Truth(
    id="S3-120",
    title="Intelligent tiering archives after 90 to 730 days and deep archives after 180 to 730, each tier once",
    why="S3 answers InvalidArgument or MalformedXML to the configuration, and the bucket is not made.",
    fix="Write ARCHIVE_ACCESS with 90 days or more and DEEP_ARCHIVE_ACCESS with 180 or more.",
    source="resource schema AWS::S3::Bucket, Tiering.Days and IntelligentTieringConfiguration.Tierings",
    about=("AWS::S3::Bucket",),
    at="IntelligentTieringConfigurations[].Tierings",
    judge=judge,
)

"""How long it takes until another region serves, and what may be on its way by then.

Source: the periods and TTLs of the stacks; Route 53 and CloudWatch as their guides tell. Assumed, for no source tells
them: how long after a minute its value is judged, how long a replica and a batch take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.expectations.interval import Interval

if TYPE_CHECKING:
    from tapstack.simulate.expectations.pair import Pair

JUDGED = Interval(0, 30)
"""From a minute's end until Route 53 answers by its value: assumed."""
REPLICATED = Interval(0, 5)
"""From a write until its replica is there: usually within a second; assumed at most."""
SENDING = Interval(0, 15)
"""Until a producer that was refused has looked the name up again and sends: its own pause, of ten seconds."""
PROCESSED = Interval(0, 10)
"""A batch, from its reading to its writing: assumed at most."""


def detection(pair: Pair) -> Interval:
    """From the loss of a region until its health check fails: whole periods without a value, and the begun one."""
    alarm = pair.health_alarm()
    period, wanted = float(alarm["Period"]), int(alarm["EvaluationPeriods"])
    return Interval((wanted - 1) * period, (wanted + 1) * period).plus(*JUDGED)


def recovery(pair: Pair) -> Interval:
    """From the loss of the active region until a trade that was made after it is stored in the other."""
    ttl = float(pair.failover_record()["TTL"])
    return detection(pair).plus(0, ttl).plus(*SENDING).plus(*processing(pair, pair.target))


def processing(pair: Pair, region: str) -> Interval:
    """From the arrival of a record in a region's stream until it is stored there."""
    window = float(pair.consumer(region).get("MaximumBatchingWindowInSeconds") or 0)
    return Interval(window, window).plus(*PROCESSED)


def stream_age(pair: Pair) -> Interval:
    """How old a record may be that is lost with the region: in the stream, or written and not replicated yet."""
    return Interval(0, processing(pair, pair.source).most + REPLICATED.most)


def replica_age(_: Pair) -> Interval:
    """How old a write may be that has not reached the other region."""
    return REPLICATED


def object_age(pair: Pair) -> Interval:
    """How old an object may be that has not reached the other region: what replication time control promises."""
    return Interval(0, 60.0 * pair.replication_minutes())


def mirrored(pair: Pair) -> Interval:
    """From the arrival of a record in the source's stream until the target's has it as well."""
    mirrors = [
        one
        for _, one in pair.all(pair.source, "AWS::Lambda::EventSourceMapping")
        if one is not pair.consumer(pair.source) and ":dynamodb:" not in str(one.get("EventSourceArn"))
    ]
    if not mirrors:
        raise LookupError("nothing mirrors the stream")
    window = float(mirrors[0].get("MaximumBatchingWindowInSeconds") or 0)
    return Interval(window, window).plus(*PROCESSED)

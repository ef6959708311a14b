"""Results of drills that nobody has run."""

import math

from tapstack.simulate.drills.drill import Drill, Measured
from tapstack.simulate.drills.run import Result, Trial
from tapstack.simulate.expectations import Interval

WITHIN = {"failover RTO": Interval(100, 300), "lost": Interval(0, 0)}
NEVER = math.inf


def drill(**more):
    """A drill with one objective: a failover within six minutes."""
    given = {"objectives": {"failover RTO": "failover RTO"}, **more}
    return Drill("loss", "A region is lost", lambda stage: Measured(), lambda pair: {}, "the records", **given)


def trial(rto=200.0, missing=0.0, **more):
    """What a trial has measured."""
    return Trial(Measured(figures={"failover RTO": rto, "lost": missing}, **more).document())


def result(*trials, expected=WITHIN, lacks="", **more):
    """A result, of one good trial where none is given."""
    return Result(drill(**more), expected, trials or (trial(),), lacks)

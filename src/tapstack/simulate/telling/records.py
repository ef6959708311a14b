"""A drill's result as plain records, for reports, which do not know the simulator."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from tapstack.findings import redact
from tapstack.findings.drilled import DrillRecord, Figure, Moment, Trial
from tapstack.simulate.drills.judge import judge
from tapstack.simulate.drills.run import worst
from tapstack.simulate.expectations import OBJECTIVES
from tapstack.simulate.telling.drills import causes

if TYPE_CHECKING:
    from tapstack.simulate.drills import run


def record(result: run.Result, file: str, secrets: Collection[str]) -> DrillRecord:
    """The record, without what is secret."""

    def shown(text: str) -> str:
        return redact(text, secrets)

    return DrillRecord(
        file=file,
        name=result.drill.name,
        title=result.drill.title,
        protects=result.drill.protects,
        faults=tuple(map(shown, judge(result).faults)),
        figures=tuple(_figures(result)),
        trials=tuple(_trial(trial, secrets) for trial in result.trials),
        lost={shown(cause): many for cause, many in causes(result).items()},
    )


def _figures(result: run.Result) -> Iterator[Figure]:
    for name, value, interval in worst(result):
        objective = result.drill.objectives.get(name, "")
        yield Figure(
            name=name,
            value=_finite(value),
            least=_finite(interval.least) if interval else None,
            most=_finite(interval.most) if interval else None,
            objective=objective,
            limit=OBJECTIVES[objective] if objective else None,
        )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _trial(trial: run.Trial, secrets: Collection[str]) -> Trial:
    moments = (
        Moment(seconds, region, redact(lane, secrets), redact(text, secrets))
        for seconds, region, lane, text in trial.measured.get("moments", ())
    )
    return Trial(tuple(moments), dict(trial.measured.get("counts", {})), redact(trial.crashed, secrets))

"""Drills, for people and for programs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.findings import plain, redact
from tapstack.simulate.drills.judge import judge, told
from tapstack.simulate.drills.run import worst
from tapstack.simulate.telling.drill_table import table

if TYPE_CHECKING:
    from tapstack.simulate.drills.run import Result, Trial

_NAME, _FIGURE = 30, 20


def human(results: Sequence[Result], secrets: frozenset[str], *, timeline: bool) -> str:
    """A table: of each drill the verdict, the figures with what was expected, and what became of the records."""
    lines = [line for result in results for line in _lines(result, timeline=timeline)]
    passed = sum(not judge(result).faults for result in results)
    trials = sum(len(result.trials) for result in results)
    lines += ["", *table(results), ""]
    lines.append(f"{len(results)} drills, {trials} trials: {passed} passed, {len(results) - passed} failed.")
    return "".join(redact(plain(line), secrets) + "\n" for line in lines)


def _lines(result: Result, *, timeline: bool) -> Iterator[str]:
    faults = judge(result).faults
    yield f"{'FAIL' if faults else 'PASS'}  {result.drill.name:{_NAME}} {result.drill.title}"
    for name, value, interval in worst(result):
        within = f"expected {told(interval.least)} to {told(interval.most)}" if interval else "nothing expected"
        yield f"      {name:{_FIGURE}} {told(value):>8}   {within}"
    for trial in result.trials[:1]:
        if trial.measured:
            counts = ", ".join(f"{many} {name}" for name, many in trial.measured["counts"].items())
            yield f"      {counts}"
    for cause, many in causes(result).items():
        yield f"      lost: {many} {cause}"
    for fault in faults:
        yield f"      FAIL {fault}"
    if timeline:
        for number, trial in enumerate(result.trials):
            yield from _timeline(number, trial)


def _timeline(number: int, trial: Trial) -> Iterator[str]:
    yield f"      timeline of trial {number + 1}, in seconds of simulated time"
    for seconds, region, lane, text in trial.measured.get("moments", ()):
        yield f"      {seconds:10.1f}  {region:14} {lane}: {text}"


def causes(result: Result) -> dict[str, int]:
    """How many records were lost for which cause, in the trial that lost most of them."""
    found: dict[str, int] = {}
    for trial in result.trials:
        counts: dict[str, int] = {}
        for cause in trial.measured.get("lost", {}).values():
            counts[cause] = counts.get(cause, 0) + 1
        for cause, many in counts.items():
            found[cause] = max(found.get(cause, 0), many)
    return found


def document(results: Sequence[Result], seed: int) -> dict[str, Any]:
    """``{"version": 1, "seed", "drills": [{"name", "title", "verdict", "figures", "trials", "faults", ...}]}``."""
    return {"version": 1, "seed": seed, "drills": [_drill(result) for result in results]}


def _drill(result: Result) -> dict[str, Any]:
    faults = judge(result).faults
    figures = {
        name: {
            "value": None if math.isinf(value) else value,
            "expected": None if interval is None else [interval.least, interval.most],
        }
        for name, value, interval in worst(result)
    }
    return {
        "name": result.drill.name,
        "title": result.drill.title,
        "protects": result.drill.protects,
        "parameters": dict(result.drill.given),
        "verdict": "FAIL" if faults else "PASS",
        "figures": figures,
        "objectives": dict(result.drill.objectives),
        "faults": list(faults),
        "trials": [_trial(trial) for trial in result.trials],
    }


def _trial(trial: Trial) -> dict[str, Any]:
    told = dict(trial.measured)
    if "figures" in told:
        told["figures"] = {name: None if math.isinf(value) else value for name, value in told["figures"].items()}
    if "moments" in told:
        names = ("seconds", "region", "lane", "text")
        told["moments"] = [dict(zip(names, moment, strict=True)) for moment in told["moments"]]
    return {**told, "crashed": trial.crashed}

"""How long it takes to find the worlds of a template, beside trying every combination of its parameters."""

import gc
import json
import time
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.deep import deep
from benchmarks.figure import Figure, milliseconds, ratio
from benchmarks.interleave import interleave

REGIONS = ("eu-central-1", "us-east-1")
LIMIT, OURS, JUDGED = 10, 0.05, 1


def measure(template: Path, rounds: int) -> list[Figure]:
    """Thirty conditions, five deep; twelve, three deep, beside brute force; our own template."""
    large, small = deep(bound=True), deep(12, 3, bound=True)
    if len(_found(small)) != len(_brute(small)):
        raise RuntimeError("Brute force finds other worlds.")
    deepest = interleave({"worlds": partial(_timed, _found, large)}, rounds)
    sides = {"worlds": partial(_timed, _found, small), "every combination": partial(_timed, _brute, small)}
    beside = interleave(sides, rounds)
    ours = interleave({"found": partial(_ours, template), "judged": partial(_judged, template)}, rounds)
    return [_deep(deepest), _beside(beside), _own(ours), _all_judged(ours)]


def _timed(way: Any, body: dict[str, Any]) -> float:
    gc.collect()
    start = time.perf_counter()
    way(body)
    return time.perf_counter() - start


def _compiled(body: dict[str, Any]) -> Any:
    from tapstack.render import Place, compile_template
    from tapstack.template.load import loads
    from tapstack.template.rules import RuleSet

    program = compile_template(loads(json.dumps(body), "t.json"))
    return program, RuleSet(program.template, program.parameters), [Place(region) for region in REGIONS]


def _found(body: dict[str, Any]) -> set[str]:
    """What the conditions are in the worlds that are found."""
    from tapstack.render.worlds import worlds

    program, rules, places = _compiled(body)
    found = worlds(program, rules, program.parameters.resolve({}), places)
    return {repr(world.truths) for world in found.worlds}


def _brute(body: dict[str, Any]) -> set[str]:
    """What they are under every combination of values that the rules permit."""
    program, rules, places = _compiled(body)
    declared = {name: raw["AllowedValues"] for name, raw in body["Parameters"].items()}
    found = set()
    for texts in product(*declared.values()):
        values = program.parameters.resolve(dict(zip(declared, texts, strict=True)))
        if not any(rules.evaluate(values, place.pseudo) for place in places):
            found.add(repr([program.render(values, place).conditions for place in places]))
    return found


def _subject(template: Path) -> Any:
    from tapstack.checks.subject import Subject

    subject = Subject(str(template), REGIONS, {"EnvironmentSuffix": "proof"}, configured=True)
    _ = subject.program, subject.rules, subject.values
    gc.collect()
    return subject


def _ours(template: Path) -> float:
    """Seconds to find the worlds of a template that is compiled."""
    from tapstack.checks.worlds import worlds_of

    subject = _subject(template)
    start = time.perf_counter()
    worlds_of(subject)
    return time.perf_counter() - start


def _judged(template: Path) -> float:
    """Seconds to find them and to ask every truth in each."""
    from tapstack.checks.truths import faults, run
    from tapstack.checks.worlds import in_every_world

    subject = _subject(template)
    start = time.perf_counter()
    list(in_every_world(subject, run, faults))
    return time.perf_counter() - start


def _deep(samples: dict[str, list[float]]) -> Figure:
    value = max(samples["worlds"])
    return Figure(
        what="Worlds of 30 conditions, five deep, rules between all parameters, two regions",
        measured=milliseconds(samples["worlds"]),
        against="",
        value=value,
        shown=f"{value:.2f} s at most",
        wanted=f"at most {LIMIT} s",
        met=value <= LIMIT,
        samples=samples,
    )


def _beside(samples: dict[str, list[float]]) -> Figure:
    value = ratio(samples, "worlds", "every combination")
    return Figure(
        what="Worlds of 12 conditions, three deep, all of them",
        measured=milliseconds(samples["worlds"]),
        against=f"every combination rendered: {milliseconds(samples['every combination'])}",
        value=value,
        shown=f"{value:.2f} times",
        wanted="at most 1 times",
        met=value <= 1,
        samples=samples,
    )


def _own(samples: dict[str, list[float]]) -> Figure:
    value = sorted(samples["found"])[len(samples["found"]) // 2]
    return Figure(
        what="Worlds of `lib/TapStack.json`, two regions",
        measured=milliseconds(samples["found"]),
        against="",
        value=value,
        shown=f"{value * 1000:.0f} ms",
        wanted=f"at most {OURS * 1000:.0f} ms",
        met=value <= OURS,
        samples={"found": samples["found"]},
    )


def _all_judged(samples: dict[str, list[float]]) -> Figure:
    value = sorted(samples["judged"])[len(samples["judged"]) // 2]
    return Figure(
        what="Every truth in every world of it",
        measured=milliseconds(samples["judged"]),
        against="",
        value=value,
        shown=f"{value:.2f} s",
        wanted=f"at most {JUDGED} s",
        met=value <= JUDGED,
        samples={"judged": samples["judged"]},
    )

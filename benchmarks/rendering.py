"""Renders per second against cloud-radar, on the same template file, one region.

Both sides have read the template before the clock starts. Inside the timing, each render gets an
EnvironmentSuffix that was not used before, and the whole result becomes JSON.
"""

import contextlib
import io
import json
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figure import Figure, ratio
from benchmarks.interleave import interleave

REGION = "us-east-1"
ZONES = [f"{REGION}{letter}" for letter in "abcdef"]
# The account of AWS's own documentation.
ACCOUNT = "111122223333"
SECONDS = 0.5

Render = Callable[[str], str | bytes]


def with_tapstack(template: Path) -> Render:
    """Renders for one suffix, with tapstack."""
    from tapstack.render import Place, compile_template
    from tapstack.template.load import load

    program = compile_template(load(template))
    place = Place(REGION, account_id=ACCOUNT)

    def render(suffix: str) -> bytes:
        values = program.parameters.resolve({"EnvironmentSuffix": suffix})
        return program.render(values, place).to_bytes()

    return render


def with_cloud_radar(template: Path) -> Render:
    """Renders for one suffix, with cloud-radar, which would fetch the zones of each region from the internet."""
    from cloud_radar.cf.unit import Template, functions

    functions.REGION_DATA = [{"code": REGION, "zones": ZONES}]
    with contextlib.redirect_stdout(io.StringIO()):
        loaded = Template.from_yaml(template)

    def render(suffix: str) -> str:
        return json.dumps(loaded.render({"EnvironmentSuffix": suffix}, REGION))

    return render


def measure(template: Path, rounds: int) -> list[Figure]:
    """Renders per second of both, and how many times as many."""
    sides = {"tapstack": with_tapstack(template), "cloud-radar": with_cloud_radar(template)}
    expected = {name: _resources(render("proof")) for name, render in sides.items()}
    if expected["tapstack"] != expected["cloud-radar"]:
        raise RuntimeError(f"Both sides must render the same resources: {expected}")
    suffixes = count()
    samples = interleave({name: _timer(render, suffixes) for name, render in sides.items()}, rounds)
    value = ratio(samples, "cloud-radar", "tapstack")
    speed = {name: f"{1 / median(seconds):,.0f}/s" for name, seconds in samples.items()}
    return [
        Figure(
            what="Renders, one region, a new EnvironmentSuffix each, as JSON",
            measured=speed["tapstack"],
            against=f"cloud-radar 0.17.0: {speed['cloud-radar']}",
            value=value,
            shown=f"{value:,.1f} times as many",
            wanted="at least 100 times as many",
            met=value >= 100,
            samples=samples,
        )
    ]


def _timer(render: Render, suffixes: "count[int]") -> Callable[[], float]:
    def seconds_of_one() -> float:
        done = 0
        start = time.perf_counter()
        while time.perf_counter() - start < SECONDS:
            render(f"b{next(suffixes):08d}")
            done += 1
        return (time.perf_counter() - start) / done

    return seconds_of_one


def _resources(rendered: str | bytes) -> list[str]:
    """The logical ids in a rendered stack, which must be of the suffix it was asked for."""
    body: dict[str, Any] = json.loads(rendered)
    if "proof" not in str(body["Resources"]):
        raise RuntimeError("The suffix is not in what was rendered.")
    return sorted(body["Resources"])

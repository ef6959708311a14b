"""EVENTS-014: A target's input is said in one way, and a constant one is JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for several ways, for no JSON, and for a path that is none."""
    given = [name for name in ("Input", "InputPath", "InputTransformer") if site.has(name)]
    if len(given) > 1:
        yield Fault(site, f"The target has {' and '.join(given)}.")
    if site.has("InputPath") and site["InputPath"].pattern and not site["InputPath"].pattern.startswith("$"):
        yield Fault(site["InputPath"], f"InputPath is {site['InputPath'].shown}; it must begin with $.")
    if site.has("Input") and (wrong := _unreadable(site["Input"].text)):
        yield Fault(site["Input"], f"Input is no JSON: {wrong}.")


def _unreadable(text: str) -> str:
    try:
        json.loads(text)
    except ValueError as error:
        return str(error)
    return ""


TRUTH = Truth(
    id="EVENTS-014",
    title="A target's input is said in one way, and a constant one is JSON",
    why="PutTargets refuses more than one of Input, InputPath and InputTransformer, and an Input that is no JSON.",
    fix="Keep one of the three; quote a plain text once more.",
    source="botocore events Target (Input, InputPath and InputTransformer are mutually exclusive; Input is valid"
    " JSON text)",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
)

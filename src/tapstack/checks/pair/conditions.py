"""Conditions that compare AWS::Region with a region that the set does not deploy to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tapstack.checks.subject import Subject
from tapstack.facts.regions import is_region
from tapstack.findings import TemplatePath

_REGION = {"Ref": "AWS::Region"}


def strangers(subject: Subject) -> Iterator[tuple[TemplatePath, str]]:
    """Place and message for each comparison of AWS::Region with a region outside the set."""
    for name, body in subject.template.section("Conditions").items():
        for path, operands in _comparisons(body, ("Conditions", name)):
            if _REGION not in operands:
                continue
            for operand in operands:
                region = _text(operand, subject)
                if region and is_region(region) and region not in subject.regions:
                    where = ", ".join(subject.regions)
                    yield path, f"{name} asks for {region}, but the regions are {where}: it holds in none of them."


def _comparisons(body: Any, path: TemplatePath) -> Iterator[tuple[TemplatePath, list[Any]]]:
    if isinstance(body, dict):
        for key, value in body.items():
            if key == "Fn::Equals" and isinstance(value, list):
                yield (*path, key), value
            else:
                yield from _comparisons(value, (*path, key))
    elif isinstance(body, list):
        for index, value in enumerate(body):
            yield from _comparisons(value, (*path, index))


def _text(operand: Any, subject: Subject) -> str | None:
    if isinstance(operand, dict) and set(operand) == {"Ref"}:
        operand = subject.values.values.get(str(operand["Ref"]))
    return operand if isinstance(operand, str) else None

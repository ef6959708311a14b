"""The table of cases: for each truth, templates that it refuses and templates that it takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Case:
    """One template and what one truth says of it; ``at`` is the path below Properties where it says so."""

    truth: str
    name: str
    expect: str
    template: dict[str, Any]
    regions: tuple[str, ...] = ("us-east-1",)
    parameters: dict[str, str] = field(default_factory=dict)
    configured: bool = False
    externals: dict[str, Any] = field(default_factory=dict)
    objectives: dict[str, Any] = field(default_factory=dict)
    as_of: str = "2026-11-25"
    at: str = ""
    says: str = ""
    """What the message says, or a part of it."""
    also: tuple[str, ...] = ()
    """Other truths that rightly refuse this template too."""

    def __str__(self) -> str:
        return f"{self.truth}: {self.name}"


@cache
def cases() -> tuple[Case, ...]:
    return tuple(_read())


def _read() -> Iterator[Case]:
    for file in sorted(FOLDER.rglob("*.yaml")):
        for row in yaml.safe_load(file.read_text()):
            given = {**row, "regions": tuple(row.get("regions", Case.regions)), "also": tuple(row.get("also", ()))}
            yield Case(truth=file.stem, **given)

"""The table of cases: for each rule about two stacks, templates that it refuses and templates that it takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Case:
    """One template and what one rule says of it; ``at`` is the region that it is said of, "pair" for the pair."""

    rule: str
    name: str
    expect: str
    template: dict[str, Any]
    regions: tuple[str, ...] = ("eu-central-1", "us-east-1")
    parameters: dict[str, str] = field(default_factory=dict)
    configured: bool = False
    at: str = ""
    says: str = ""
    also: tuple[str, ...] = ()
    """Other rules that rightly refuse this template too."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


@cache
def cases() -> tuple[Case, ...]:
    return tuple(_read())


def _read() -> Iterator[Case]:
    for file in sorted(FOLDER.glob("*.yaml")):
        for row in yaml.safe_load(file.read_text()):
            given = {**row, "regions": tuple(row.get("regions", Case.regions)), "also": tuple(row.get("also", ()))}
            yield Case(rule=file.stem, **{name: value for name, value in given.items() if name != "shared"})

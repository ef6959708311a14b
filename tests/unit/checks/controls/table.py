"""The table of cases: for each check of a control, the smallest templates that it refuses, takes, and asks nothing of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Case:
    """One template and how one check ends on each resource ``of`` it, or on all; ``says`` is a part of a message."""

    check: str
    name: str
    expect: str
    template: dict[str, Any]
    says: str = ""
    regions: tuple[str, ...] = ("us-east-1",)
    parameters: dict[str, str] = field(default_factory=dict)
    of: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.check}: {self.name}"


@cache
def cases() -> tuple[Case, ...]:
    return tuple(_read())


def _read() -> Iterator[Case]:
    for file in sorted(FOLDER.glob("*.yaml")):
        for row in yaml.safe_load(file.read_text()):
            yield Case(**{**row, "regions": tuple(row.get("regions", Case.regions)), "of": tuple(row.get("of", ()))})

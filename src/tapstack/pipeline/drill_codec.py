"""Records of drills as bytes and back."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tapstack.findings.drilled import DrillRecord, Figure, Moment, Trial


def encode(drills: Iterable[DrillRecord]) -> bytes:
    """One line of ASCII."""
    return json.dumps([asdict(drill) for drill in drills]).encode("ascii")


def decode(body: bytes) -> list[DrillRecord]:
    """The records of ``encode``. Raises ValueError, KeyError or TypeError for anything else."""
    return [_drill(row) for row in json.loads(body)]


def _drill(row: dict[str, Any]) -> DrillRecord:
    figures = tuple(Figure(*one) for one in row["figures"])
    trials = tuple(_trial(one) for one in row["trials"])
    return DrillRecord(**{**row, "faults": tuple(row["faults"]), "figures": figures, "trials": trials})


def _trial(row: dict[str, Any]) -> Trial:
    return Trial(**{**row, "moments": tuple(Moment(*moment) for moment in row["moments"])})

"""What came of the steps of a night, kept in one file from call to call: a workflow makes several."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tapstack.findings import InputError

PASSED, FAILED, NOT_RUN = "passed", "failed", "not run"


@dataclass(frozen=True, slots=True)
class Done:
    """``why`` says why a step was not run, or how it failed."""

    name: str
    status: str
    seconds: float = 0.0
    exit_code: int | None = None
    why: str = ""


@dataclass
class Record:
    """The run, when it began, its suffixes, its steps so far, and what is left in the account."""

    run_id: int
    attempt: int
    started: datetime
    suffixes: dict[str, str] = field(default_factory=dict)
    steps: list[Done] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)

    def status(self, name: str) -> str | None:
        """What came of a step, by the last time; None where it is not of this night."""
        return next((done.status for done in reversed(self.steps) if done.name == name), None)

    def write(self, file: Path) -> None:
        """As JSON."""
        file.parent.mkdir(parents=True, exist_ok=True)
        body = {"version": 1, **asdict(self), "started": self.started.isoformat()}
        file.write_text(json.dumps(body, indent=2) + "\n", encoding="utf-8")


def begun(file: Path, run_id: int, attempt: int, now: datetime) -> Record:
    """The record of this run that ``file`` has, or a new one that begins now.

    Raises InputError where the file is another run's: its beginning would be taken for this one's.
    """
    if not file.is_file():
        return Record(run_id, attempt, now.astimezone(UTC).replace(microsecond=0))
    body = json.loads(file.read_text(encoding="utf-8"))
    if (body["run_id"], body["attempt"]) != (run_id, attempt):
        message = f"It is of run {body['run_id']}, attempt {body['attempt']}."
        raise InputError(message, remedy="Name another folder with --reports, or remove it.", file=file)
    steps = [Done(**step) for step in body["steps"]]
    return Record(run_id, attempt, datetime.fromisoformat(body["started"]), body["suffixes"], steps, body["left"])


def exit_of(steps: Iterable[Done]) -> int:
    """1 where a step failed, 5 where none was run, else 0."""
    statuses = {done.status for done in steps}
    if FAILED in statuses:
        return 1
    return 0 if PASSED in statuses else 5

"""The mark of a run of the nightly deployment: its suffix, and two tags on everything that it makes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from tapstack.findings import InputError

TAG = "tapstack:nightly"
STARTED = "tapstack:nightly-started"
PREFIX = "nightly-"
LONGEST = 20  # EnvironmentSuffix of lib/TapStack.json
_SUFFIX = re.compile(rf"{PREFIX}[a-z][0-9a-z]+-[0-9]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """``suffix`` is EnvironmentSuffix in both regions; ``started`` is when the run began."""

    suffix: str
    started: datetime

    def hours(self, now: datetime) -> float:
        """Its age."""
        return (now - self.started).total_seconds() / 3600

    def tags(self) -> dict[str, str]:
        """What everything of the run is tagged with."""
        return {TAG: self.suffix, STARTED: self.started.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def suffix(letter: str, run_id: int, attempt: int) -> str:
    """The suffix of a deployment of a run: another one for each letter, run and attempt.

    The run's number is written to the base of 36, for GitHub's have eleven digits. Raises InputError where it is
    longer than the template takes.
    """
    made = f"{PREFIX}{letter}{_base_36(run_id)}-{attempt}"
    if len(made) > LONGEST or not is_suffix(made):
        message = f"The run {run_id}, attempt {attempt}, makes the suffix {made!r}, and {LONGEST} characters are taken."
        raise InputError(message, remedy="Give a smaller number of the run or of the attempt.")
    return made


def is_suffix(text: str) -> bool:
    """Whether a text is the suffix of a nightly run."""
    return _SUFFIX.fullmatch(text) is not None and len(text) <= LONGEST


def run_of(tags: Mapping[str, str]) -> Run | None:
    """The run that a thing is of by its tags; None unless both are there and well formed."""
    name, started = tags.get(TAG, ""), _time(tags.get(STARTED, ""))
    return Run(name, started) if started is not None and is_suffix(name) else None


def names(suffix: str, name: str) -> bool:
    """Whether a suffix stands in a name, not as a part of another one."""
    return re.search(rf"(?<![0-9a-z]){re.escape(suffix)}(?![0-9a-z])", name) is not None


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits or "0"

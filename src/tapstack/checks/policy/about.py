"""What the comment above a rule says of it: a sentence, then ``Key: text`` lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tapstack.findings import Severity

_ENTRY = re.compile(r"(Why|Fix|Controls?|Severity|Source)\s*:\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class About:
    """``title`` is what must hold, empty where the comment does not say; ``severity`` is error unless it does."""

    title: str = ""
    why: str = ""
    fix: str = ""
    source: str = ""
    severity: Severity = Severity.ERROR
    controls: tuple[str, ...] = ()
    unknown_severity: str = ""


def about(comment: tuple[str, ...]) -> About:
    """Reads a comment block; lines without a key go on with the one before."""
    entries: dict[str, list[str]] = {"title": []}
    key = "title"
    for line in comment:
        if found := _ENTRY.fullmatch(line):
            key = found[1].lower().removesuffix("s")
            entries[key] = [found[2]]
        else:
            entries[key].append(line)
    texts = {name: " ".join(" ".join(lines).split()) for name, lines in entries.items()}
    severity = texts.get("severity", "error").lower()
    known = severity in {member.value for member in Severity}
    return About(
        title=texts["title"].rstrip("."),
        why=texts.get("why", ""),
        fix=texts.get("fix", ""),
        source=texts.get("source", ""),
        severity=Severity(severity) if known else Severity.ERROR,
        controls=tuple(part.strip() for part in texts.get("control", "").split(",") if part.strip()),
        unknown_severity="" if known else severity,
    )

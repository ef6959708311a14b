"""What people read about a verdict: what is wrong, with the value, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import orjson

from tapstack.checks.policy.document import Doubt
from tapstack.checks.policy.engine import Violation
from tapstack.checks.policy.paths import resource_of
from tapstack.checks.policy.unit import Unit
from tapstack.checks.policy.verdict import Verdict
from tapstack.findings import Status
from tapstack.findings.plain import cut
from tapstack.render.value import describe

_MARK = re.compile(r"(?i)\[?\b(violation|fix)\]?\s*:")
_LONGEST = 200
_MOST = 3
_OPERATORS = {
    "Eq": ("is not", "is"),
    "In": ("is not among", "is among"),
    "Gt": ("is not greater than", "is greater than"),
    "Lt": ("is not less than", "is less than"),
    "Ge": ("is less than", "is not less than"),
    "Le": ("is greater than", "is not greater than"),
    "Exists": ("is missing", "must not be there"),
    "Empty": ("is not empty", "is empty"),
}


def message(unit: Unit, verdict: Verdict) -> str:
    """What there is to say of a verdict."""
    title = unit.about.title or unit.name
    match verdict.status:
        case Status.FAIL:
            return several([wrong(violation) for violation in verdict.violations]) or f"{title}: it does not hold."
        case Status.UNKNOWN:
            return f"{title}: that depends on {several(list(map(_open, verdict.doubts)))}"
        case Status.ERROR:
            return f"The rule could not be judged: {verdict.why.rstrip('.')}."
        case Status.SKIP:
            return f"{verdict.why or 'The rule does not apply here'}."
    return f"{title}."


def fix(unit: Unit, verdict: Verdict) -> str:
    """What to write instead."""
    said = list(dict.fromkeys(part for v in verdict.violations if (part := _said(v.message)[1])))
    if said:
        return several(said)
    if verdict.status is Status.UNKNOWN:
        return "Give what it depends on (--parameter, --account-id), or check it where it is known."
    if verdict.status is Status.ERROR:
        return f"Correct the rule at {unit.where}, or the value that it cannot handle."
    return unit.about.fix or f"Make the rule hold: {unit.where}."


def source(unit: Unit) -> str:
    """Where the rule stands, and what it rests on."""
    return f"{unit.where}, {unit.about.source}" if unit.about.source else unit.where


def wrong(violation: Violation) -> str:
    """What is wrong, by the rule's author and by the engine; where that names no value, by the author alone."""
    said = _said(violation.message)[0]
    if said and not violation.missing and violation.path in ("", f"/Resources/{resource_of(violation.path)}"):
        return f"{said.rstrip('.')}."
    what = _fact(violation)
    return f"{said.rstrip('.')}: {what}" if said else what


def _said(text: str) -> tuple[str, str]:
    """What the rule's author wrote: the violation, and the fix."""
    parts = _MARK.split(" ".join(text.replace(";", "\n").split()))
    found = {"violation": parts[0].strip()}
    for key, value in zip(parts[1::2], parts[2::2], strict=True):
        found[key.lower()] = value.strip() or found.get(key.lower(), "")
    return found["violation"], found.get("fix", "")


def _fact(violation: Violation) -> str:
    inside = violation.path.partition("/Resources/")[2]
    path = inside.partition("/")[2] if inside else violation.path.lstrip("/")
    if violation.missing:
        return f"{'/'.join(filter(None, (path, violation.missing.replace('.', '/'))))} is missing."
    if violation.operator == "rule":
        return f"the rule {violation.expected} does not hold."
    worded = _OPERATORS.get(violation.operator)
    if violation.across or not path or worded is None:
        return f"{violation.clause} does not hold."
    if violation.operator in ("Exists", "Empty"):
        return f"{path} {worded[violation.negated]}."
    return f"{path} is {_shown(violation.actual)}, which {worded[violation.negated]} {_shown(violation.expected)}."


def _shown(value: object) -> str:
    return cut(orjson.dumps(value).decode(), _LONGEST)


def _open(doubt: Doubt) -> str:
    path = "/".join(map(str, doubt.path[2:])) or str(doubt.path[-1])
    return f"{path}: {cut(describe(doubt.value), _LONGEST)} ({doubt.value.why.rstrip('.')})."


def several(texts: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    return " ".join(_limited(list(dict.fromkeys(texts))))


def _limited(texts: list[str]) -> Iterator[str]:
    yield from texts[:_MOST]
    if len(texts) > _MOST:
        yield f"And {len(texts) - _MOST} more."

"""ALARM-005: a calculation is made of metrics that it has, and gives one result."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import ALARM
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ID = re.compile(r"[a-z][a-zA-Z0-9_]*")
_TEXTS = re.compile(r"'[^']*'|\"[^\"]*\"")
_FUNCTIONS = re.compile(r"[A-Z][A-Z0-9_]*\s*\(")


def judge(alarm: Property, _: View) -> Iterator[Fault]:
    """A fault for an id that is none or twice, a part with both kinds or none, and other than one result."""
    parts = alarm["Metrics"].items
    ids: set[str] = set()
    for part in parts:
        name = part["Id"].text
        if name in ids or not _ID.fullmatch(name):
            yield Fault(part["Id"], f"The Id {name} is {'used twice' if name in ids else 'not of lower case'}.")
        ids.add(name)
        if part.has("Expression") == part.has("MetricStat"):
            yield Fault(part, f"The part {name} has not exactly one of Expression and MetricStat.")
    for part in parts:
        yield from _names(part, ids)
    shown = [part for part in parts if part["ReturnData"].flag_or(True) and not _is_band(part)]
    if parts and len(shown) != 1:
        yield Fault(alarm["Metrics"], f"{len(shown)} of the metrics return data, not one.")


def _is_band(part: Property) -> bool:
    return "ANOMALY_DETECTION_BAND" in part["Expression"].pattern


def _names(part: Property, ids: set[str]) -> Iterator[Fault]:
    """A fault for what looks like an id in an expression and is none."""
    text = part["Expression"].text
    if not text or text.lstrip().upper().startswith("SELECT"):
        return
    bare = _FUNCTIONS.sub("(", _TEXTS.sub("", text))
    for name in re.findall(r"(?<![\w.])[a-z]\w*", bare):
        if name not in ids and re.fullmatch(r"[a-z]{1,2}\d+", name):
            yield Fault(part["Expression"], f"The expression {text} names {name}, which is no metric of the alarm.")


TRUTH = Truth(
    id="ALARM-005",
    title="Metrics of an alarm have ids of their own, and one of them returns data",
    why="CloudWatch refuses the alarm: ValidationError, and the stack fails.",
    fix="Give each an Id that begins in lower case, and set ReturnData to false on all but the result.",
    source="resource schema AWS::CloudWatch::Alarm, MetricDataQuery (Id, Expression, MetricStat, ReturnData)",
    about=(ALARM,),
    judge=judge,
)

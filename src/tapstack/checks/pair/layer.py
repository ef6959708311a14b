"""The pair layer: every rule on the stacks of every two regions of the set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tapstack.checks.own import own
from tapstack.checks.pair.catalogue import rules
from tapstack.checks.pair.checks import ALONE, CONDITION_REGION
from tapstack.checks.pair.conditions import strangers
from tapstack.checks.pair.rule import Doubt, Fault, Outcome, PairRule
from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Status, TemplatePath, redact
from tapstack.graph.pair import Pair, Twin


def faults(subject: Subject) -> Iterator[Finding]:
    """The same, without what holds: for another world, of which only what is wrong is told."""
    yield from once(subject, holding=False)


def once(subject: Subject, *, holding: bool = True) -> Iterator[Finding]:
    """The verdicts of every rule on every two regions; with fewer than two, one that says that nothing was compared.

    What is ``holding`` is told as well.
    """
    if len(set(subject.regions)) < 2:
        yield own(subject, ALONE, Status.SKIP, "There is one region: no two stacks were compared.")
        return
    seen: dict[tuple[str, Status, str | None, TemplatePath, str], Finding] = {}
    for pair in pairs(subject):
        for rule in rules():
            for finding in _judged(subject, pair, rule, holding=holding):
                key = (finding.check, finding.status, finding.region, finding.path, finding.message)
                seen.setdefault(key, finding)
    yield from seen.values()
    yield from _conditions(subject)


def pairs(subject: Subject) -> list[Pair]:
    """Every two regions; kept, for both the layer and the report of differences ask for them.

    The regions of a pair are sorted, so that the order of deployment changes no verdict.
    """
    known: list[Pair] | None = vars(subject).get("_pairs")
    if known is None:
        stackset = planned_view(subject).stackset
        known = [Pair(stackset, *two) for two in combinations(sorted(set(subject.regions)), 2)]
        vars(subject)["_pairs"] = known
    return known


def _judged(subject: Subject, pair: Pair, rule: PairRule, *, holding: bool) -> Iterator[Finding]:
    for twin in rule.about(pair):
        outcomes = list(rule.judge(pair, twin))
        for outcome in outcomes:
            yield _finding(subject, pair, rule, twin, outcome)
        if holding and not outcomes:
            held = Doubt(None, next(iter(twin.bodies)), twin.path, rule.title)
            yield _made(subject, pair, rule, twin, held, Status.PASS)


def _finding(subject: Subject, pair: Pair, rule: PairRule, twin: Twin, outcome: Outcome) -> Finding:
    if isinstance(outcome, Fault) and twin.certain:
        return _made(subject, pair, rule, twin, outcome, Status.FAIL)
    if isinstance(outcome, Fault):
        outcome = outcome._replace(message=f"Whether {twin.name} is made is not known. {outcome.message}")
    return _made(subject, pair, rule, twin, outcome, Status.UNKNOWN)


def _made(subject: Subject, pair: Pair, rule: PairRule, twin: Twin, outcome: Outcome, status: Status) -> Finding:
    place = pair.stack(outcome.at).origin(outcome.path)
    message = redact(outcome.message, subject.secrets)
    resource = twin.name if twin.section == "Resources" else None
    return own(subject, rule.check, status, message, place, outcome.region, resource)


def _conditions(subject: Subject) -> Iterator[Finding]:
    if not subject.configured:
        return
    found = list(strangers(subject))
    for path, message in found:
        yield own(subject, CONDITION_REGION, Status.FAIL, redact(message, subject.secrets), path)
    if not found:
        yield own(subject, CONDITION_REGION, Status.PASS, CONDITION_REGION.title)

"""Runs a request: from the cache if nothing changed, else layer by layer."""

from tapstack.checks.subject import Subject
from tapstack.findings import Finding, ordered
from tapstack.pipeline.beside import Beside, Results, possible
from tapstack.pipeline.cache import Cache
from tapstack.pipeline.events import Notify, Step, ignore
from tapstack.pipeline.key import key
from tapstack.pipeline.layers import layer
from tapstack.pipeline.outcome import Outcome
from tapstack.pipeline.request import Request

HEAVY = ("truths", "links", "pair")
"""What is judged in every reachable world."""


def run(request: Request, *, cache: Cache | None = None, notify: Notify = ignore, parallel: bool = False) -> Outcome:
    """The verdicts of every layer of ``request``.

    ``parallel`` if the heavy layers may run in a process beside this one.
    Raises InputError where nothing can be built from the template; such a run is never cached.
    """
    entry = key(request) if cache else None
    if cache and entry and (known := cache.entry(entry)) is not None:
        return Outcome(tuple(known[0]), cached=True, drills=tuple(known[1]))
    subject = subject_of(request)
    findings = tuple(ordered(_judge(request, subject, notify, parallel=parallel)))
    if cache and entry and not subject.uncacheable and key(request) == entry:
        cache.store(entry, findings, subject.drills)
    return Outcome(findings, drills=tuple(subject.drills))


def subject_of(request: Request) -> Subject:
    """What the layers judge for ``request``; nothing is read yet."""
    return Subject(
        file=request.file,
        regions=request.regions,
        given=request.parameters,
        complete=request.complete,
        account_id=request.account_id,
        as_of=request.as_of,
        zones=request.zones,
        rule_paths=request.rule_paths,
        ours=request.ours,
        configured=request.configured,
        given_only=request.given_only,
        externals=request.externals,
        objectives=request.objectives,
    )


def _judge(request: Request, subject: Subject, notify: Notify, *, parallel: bool) -> list[Finding]:
    _ = subject.template  # what cannot be read is refused before any step is announced
    beside = _beside(request, subject) if parallel and possible(request.layers, HEAVY) else None
    findings: list[Finding] = []
    results: Results = {}
    for number, name in enumerate(request.layers, start=1):
        notify(Step(request.file, name, number, len(request.layers)))
        if beside and name in HEAVY and not results:
            results, uncacheable = beside.result()
            subject.uncacheable += uncacheable
        findings += results[name] if name in results else layer(name)(subject)
    return findings


def _beside(request: Request, subject: Subject) -> Beside:
    """The heavy layers, begun in a process of their own."""

    def work() -> tuple[Results, list[str]]:
        results = {name: list(layer(name)(subject)) for name in request.layers if name in HEAVY}
        return results, subject.uncacheable

    return Beside(work)

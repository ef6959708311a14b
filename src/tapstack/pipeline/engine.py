"""Runs a request: from the cache if nothing changed, else layer by layer."""

from tapstack.checks.subject import Subject
from tapstack.findings import Finding, ordered
from tapstack.pipeline.cache import Cache
from tapstack.pipeline.events import Notify, Step, ignore
from tapstack.pipeline.key import key
from tapstack.pipeline.layers import layer
from tapstack.pipeline.outcome import Outcome
from tapstack.pipeline.request import Request


def run(request: Request, *, cache: Cache | None = None, notify: Notify = ignore) -> Outcome:
    """The verdicts of every layer of ``request``.

    Raises InputError where nothing can be built from the template; such a run is never cached.
    """
    entry = key(request) if cache else None
    if cache and entry and (known := cache.load(entry)) is not None:
        return Outcome(tuple(known), cached=True)
    subject = subject_of(request)
    findings = tuple(ordered(_judge(request, subject, notify)))
    if cache and entry and not subject.uncacheable and key(request) == entry:
        cache.store(entry, findings)
    return Outcome(findings)


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


def _judge(request: Request, subject: Subject, notify: Notify) -> list[Finding]:
    _ = subject.template  # what cannot be read is refused before any step is announced
    findings: list[Finding] = []
    for number, name in enumerate(request.layers, start=1):
        notify(Step(request.file, name, number, len(request.layers)))
        findings += layer(name)(subject)
    return findings

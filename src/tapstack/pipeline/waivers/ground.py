"""What a run has judged: the ground on which it may say that a waiver is not needed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tapstack.config import Configuration
from tapstack.findings import Finding, Status, Waiver
from tapstack.pipeline.catalogue import own_checks
from tapstack.pipeline.request import Request

_LINT = re.compile(r"[EWI]\d{4}")


@dataclass(frozen=True, slots=True)
class Ground:
    """The templates that waivers are about, as judged: ``findings`` before any was waived.

    ``whole`` if every configured template was judged with its configured parameters, ``everywhere`` if in
    every configured region; both are never so where no template is configured.
    """

    findings: tuple[Finding, ...]
    regions: tuple[str, ...]
    whole: bool
    everywhere: bool
    configured: bool

    @property
    def layers(self) -> frozenset[str]:
        """The layers that judged anything: those that only skipped, did not know or broke down decide nothing."""
        return frozenset(f.layer for f in self.findings if f.status in (Status.PASS, Status.FAIL))

    @property
    def resources(self) -> frozenset[str]:
        """Every resource that any verdict is about."""
        return frozenset(finding.resource for finding in self.findings if finding.resource is not None)

    def of(self, rule: str) -> list[Finding]:
        """Every verdict of a check."""
        return [finding for finding in self.findings if finding.check == rule]

    def knows(self, rule: str) -> bool:
        """Whether there is a check of this id, or one of cfn-lint may have it."""
        return bool(self.of(rule)) or rule in own_checks() or _LINT.fullmatch(rule) is not None

    def layer(self, rule: str) -> str:
        """The layer of a check; of an id that nobody knows, the one whose checks people name themselves."""
        if found := self.of(rule):
            return found[0].layer
        if own := own_checks().get(rule):
            return own.layer
        return "lint" if _LINT.fullmatch(rule) else "policy"

    def decides(self, waiver: Waiver) -> bool:
        """Whether the run judged all that the waiver can mean."""
        if not self.configured:
            return waiver.resource in self.resources
        return self.whole and (waiver.region is not None or self.everywhere)


def ground(requests: Sequence[Request], findings: Iterable[Finding], configuration: Configuration) -> Ground:
    """The Ground of ``requests``, of which ``findings`` came."""
    regions = tuple(dict.fromkeys(region for request in requests for region in request.regions))
    return Ground(
        findings=tuple(findings),
        regions=regions,
        whole=_whole(requests, configuration),
        everywhere=set(configuration.regions) <= set(regions),
        configured=bool(configuration.templates),
    )


def _whole(requests: Sequence[Request], configuration: Configuration) -> bool:
    judged = {}
    for request in requests:
        if template := configuration.template(request.file):
            judged[template.path] = dict(request.parameters) == dict(template.parameters)
    return all(judged.get(template.path, False) for template in configuration.templates)

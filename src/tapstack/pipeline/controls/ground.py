"""What a run has judged: the ground on which controls stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from tapstack.checks.subject import Subject
from tapstack.config import Configuration
from tapstack.findings import Finding, Status
from tapstack.pipeline.catalogue import own_checks
from tapstack.pipeline.controls.book import Book
from tapstack.pipeline.controls.present import present
from tapstack.pipeline.engine import subject_of
from tapstack.pipeline.request import Request


class Ground:
    """The configured templates of a run and the verdicts on them. ``regions`` are in the order of deployment."""

    def __init__(
        self, book: Book, requests: Sequence[Request], findings: Sequence[Finding], configuration: Configuration
    ) -> None:
        self.book = book
        self.requests = requests
        self.findings = findings
        self.regions = tuple(dict.fromkeys(region for request in requests for region in request.regions))
        self.layers = frozenset.intersection(*(frozenset(request.layers) for request in requests))
        self._configuration = configuration
        self._of: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._of[finding.check].append(finding)

    def of(self, check: str) -> Sequence[Finding]:
        """Every verdict of a check."""
        return self._of.get(check, ())

    def layer(self, check: str) -> str | None:
        """The layer of a check; None for one that is nowhere, or whose layer did not run and makes it up as it goes."""
        if found := self.of(check):
            return found[0].layer
        own = own_checks().get(check)
        return own.layer if own else None

    def unjudged(self, check: str) -> bool:
        """Whether nothing is known of the check because the layer that it is in did not run, or it is nowhere."""
        return not self.of(check) and self.layer(check) not in self.layers

    @cached_property
    def whole(self) -> bool:
        """Whether every configured template was judged in every configured region, by all that controls need."""
        judged = {one.path for request in self.requests if (one := self._configuration.template(request.file))}
        everywhere = all(set(self._configuration.regions) <= set(request.regions) for request in self.requests)
        templates = all(one.path in judged for one in self._configuration.templates)
        return everywhere and templates and self.judged_all

    @cached_property
    def judged_all(self) -> bool:
        """Whether the layers of all checks that are somewhere ran; the rules are in layer policy."""
        needed = {self.layer(check) for control in self.book.controls for check in control.checks}
        return {"policy", *(layer for layer in needed if layer)} <= self.layers

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """What was judged: a result from the cache does not hold it."""
        return tuple(subject_of(request) for request in self.requests)

    @cached_property
    def deployments(self) -> tuple[Mapping[str, Any], ...]:
        """The parameters of each template, its defaults included."""
        return tuple(subject.values.values for subject in self.subjects)

    def typed(self) -> Iterator[tuple[str, str, str, str]]:
        """File, region, logical id and type of each resource of the stacks."""
        for subject in self.subjects:
            for region, name, type_ in present(subject):
                yield subject.file, region, name, type_

    def looked_at(self, check: str) -> Iterator[tuple[str, str | None, str]]:
        """File, region and logical id of each resource that the check gave a verdict on."""
        for finding in self.of(check):
            if finding.resource is not None and finding.status is not Status.SKIP:
                yield finding.file, finding.region, finding.resource

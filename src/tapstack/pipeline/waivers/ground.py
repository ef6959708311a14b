"""What a run has judged: the ground on which it may say that a waiver is not needed."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from tapstack.config import Configuration
from tapstack.findings import Finding, Status, Waiver
from tapstack.findings.similar import Hints
from tapstack.pipeline.catalogue import own_checks
from tapstack.pipeline.request import Request

_LINT = re.compile(r"[EWI]\d{4}")


class Ground:
    """The templates that waivers are about, and the verdicts on them before any was waived.

    ``checks`` are the ids and ``resources`` the logical ids that any verdict is about; ``hint`` guesses what was meant.
    """

    def __init__(self, requests: Sequence[Request], findings: Sequence[Finding], configuration: Configuration) -> None:
        self.hint = Hints()
        self._configuration = configuration
        self._requests = requests
        self._regions = {region for request in requests for region in request.regions}
        # A layer that only skipped, did not know or broke down decides nothing.
        self._layers = {finding.layer for finding in findings if finding.status in (Status.PASS, Status.FAIL)}
        self._of: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._of[finding.check].append(finding)
        self.checks: Collection[str] = self._of.keys()
        self.resources: Collection[str] = {finding.resource for finding in findings if finding.resource is not None}

    def of(self, rule: str) -> Sequence[Finding]:
        """Every verdict of a check."""
        return self._of.get(rule, ())

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

    def judged(self, waiver: Waiver) -> bool:
        """Whether the waiver's layer judged anything, in a region that it means.

        An id that nobody knows could only be that of a policy rule; where there are none, nothing has it.
        """
        layer = self.layer(waiver.rule)
        if self.knows(waiver.rule):
            judged = layer in self._layers
        else:
            judged = bool(self._layers) and all(layer in request.layers for request in self._requests)
        return judged and (waiver.region is None or waiver.region in self._regions)

    def decides(self, waiver: Waiver) -> bool:
        """Whether the run judged all that the waiver can mean.

        That is every configured template with its configured parameters, in every configured region or the one
        that the waiver names; where no template is configured, those that were named are all there are.
        """
        return self._whole() and (waiver.region is not None or set(self._configuration.regions) <= self._regions)

    def _whole(self) -> bool:
        judged = {}
        for request in self._requests:
            if template := self._configuration.template(request.file):
                judged[template.path] = dict(request.parameters) == dict(template.parameters)
        return all(judged.get(template.path, False) for template in self._configuration.templates)

"""The one finding model: checks, verdicts, errors. Plain records; nothing here knows who draws them."""

from tapstack.findings.baselined import Baselined
from tapstack.findings.check import Check
from tapstack.findings.control import (
    Clause,
    Control,
    ControlMatrix,
    ControlVerdict,
    Exemption,
    Framework,
    FrameworkClause,
    HoldsWhen,
    TypeCoverage,
)
from tapstack.findings.counts import counts, counts_by_layer, ordered
from tapstack.findings.errors import InputError, MissingToolError, NothingCheckedError, TapstackError
from tapstack.findings.evidence import Evidence, evidence
from tapstack.findings.exits import exit_code
from tapstack.findings.finding import Finding
from tapstack.findings.fingerprint import fingerprints
from tapstack.findings.plain import plain
from tapstack.findings.problem import Problem, TemplatePath
from tapstack.findings.provenance import HashedFile, JudgedTemplate, Provenance
from tapstack.findings.redact import redact
from tapstack.findings.similar import did_you_mean
from tapstack.findings.status import Severity, Status
from tapstack.findings.summary import Summary, summarize
from tapstack.findings.trend import Trend, TrendPoint
from tapstack.findings.waiver import Waiver

__all__ = [
    "Baselined",
    "Check",
    "Clause",
    "Control",
    "ControlMatrix",
    "ControlVerdict",
    "Evidence",
    "Exemption",
    "Finding",
    "Framework",
    "FrameworkClause",
    "HashedFile",
    "HoldsWhen",
    "InputError",
    "JudgedTemplate",
    "MissingToolError",
    "NothingCheckedError",
    "Problem",
    "Provenance",
    "Severity",
    "Status",
    "Summary",
    "TapstackError",
    "TemplatePath",
    "Trend",
    "TrendPoint",
    "TypeCoverage",
    "Waiver",
    "counts",
    "counts_by_layer",
    "did_you_mean",
    "evidence",
    "exit_code",
    "fingerprints",
    "ordered",
    "plain",
    "redact",
    "summarize",
]

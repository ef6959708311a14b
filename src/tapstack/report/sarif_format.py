"""The report for code scanning: SARIF 2.1.0, one run.

The run has no automationDetails, for whoever uploads it knows the category, and no versionControlProvenance,
for what .git says of its remotes may hold a password.
Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tapstack.findings import Finding, Status, Summary
from tapstack.findings.exits import NOTHING_CHECKED
from tapstack.report.baseline_text import baseline_text
from tapstack.report.choice import grouped, shown
from tapstack.report.json_text import json_text
from tapstack.report.origin import provenance_document
from tapstack.report.sarif_places import ROOT, Places
from tapstack.report.sarif_results import results
from tapstack.report.sarif_rules import rules
from tapstack.report.sarif_taxonomies import Taxonomies
from tapstack.report.sarif_text import message

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_EXITS = {0: "no error was found", 1: "an error was found", 5: "nothing was checked"}


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = False) -> str:
    """One SARIF log; PASS and SKIP, which GitHub would show as alerts, only with ``everything``."""
    run = _run(findings, summary, everything)
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _run(findings: Sequence[Finding], summary: Summary, everything: bool) -> dict[str, Any]:
    places = Places(summary.files)
    taxonomies = Taxonomies(summary.controls)
    descriptions = rules(findings, taxonomies)
    groups = grouped(shown(findings, everything), summary.regions)
    found = results(groups, {rule["id"]: index for index, rule in enumerate(descriptions)}, places)
    broken = [result for group, result in zip(groups, found, strict=True) if group.finding.status is Status.ERROR]
    return {
        "tool": {
            "driver": {
                "name": "tapstack",
                "version": summary.tapstack,
                "rules": descriptions,
                **({"supportedTaxonomies": taxonomies.references} if taxonomies.references else {}),
            }
        },
        **({"taxonomies": taxonomies.components} if taxonomies.components else {}),
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {
                "description": {
                    "text": "The git work tree, else the folder of the configuration, else the current directory."
                }
            }
        },
        "artifacts": [{"location": places.artifact(file), "roles": ["analysisTarget"]} for file in summary.files],
        "invocations": [_invocation(summary, broken)],
        "results": found,
        "properties": _properties(summary),
    }


def _invocation(summary: Summary, broken: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Not successful where something could not be checked, or nothing was: it must not look green."""
    return {
        "executionSuccessful": not broken and summary.exit_code != NOTHING_CHECKED,
        "exitCode": summary.exit_code,
        "exitCodeDescription": _EXITS[summary.exit_code],
        "toolExecutionNotifications": [*map(_notification, broken), *_hidden(summary)],
    }


def _notification(result: dict[str, Any]) -> dict[str, Any]:
    rule = {"id": result["ruleId"], "index": result["ruleIndex"]}
    kept = {key: result[key] for key in ("level", "message", "locations")}
    return {"associatedRule": rule, **kept}


def _hidden(summary: Summary) -> list[dict[str, Any]]:
    """One notification about what a baseline hid, which is among no results."""
    if summary.baselined is None or not summary.baselined.total:
        return []
    return [{"level": "note", "message": {"text": message(f"{baseline_text(summary.baselined)}.")}}]


def _properties(summary: Summary) -> dict[str, Any]:
    return {
        "regions": list(summary.regions),
        "layers": list(summary.layers),
        "as_of": summary.as_of,
        "counts": summary.counts,
        "counts_by_layer": summary.by_layer,
        "baselined": asdict(summary.baselined) if summary.baselined else None,
        "provenance": provenance_document(summary.provenance) if summary.provenance else None,
        "controls": [asdict(verdict) for verdict in summary.controls.verdicts] if summary.controls else None,
    }

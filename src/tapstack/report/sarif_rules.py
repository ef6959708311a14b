"""What was checked, as SARIF's descriptions of rules: all checks that ran, not only those that failed."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tapstack.findings import Finding, Severity
from tapstack.report.sarif_taxonomies import Taxonomies
from tapstack.report.sarif_text import LEVELS, address, description, markdown, message

_MOST_TAGS = 20
"""GitHub refuses a log with a rule that has more."""
_WORST_FIRST = tuple(Severity)


def rules(findings: Sequence[Finding], taxonomies: Taxonomies) -> list[dict[str, Any]]:
    """A reportingDescriptor for each check, by id, with the controls and clauses of ``taxonomies`` that it judges.

    A finding may have a fix of its own; the rule has the one that most of its findings share.
    """
    members: dict[str, list[Finding]] = {}
    for finding in findings:
        members.setdefault(finding.check, []).append(finding)
    return [_rule(check, members[check], taxonomies) for check in sorted(members)]


def _rule(check: str, findings: Sequence[Finding], taxonomies: Taxonomies) -> dict[str, Any]:
    title = next((finding.title for finding in findings if finding.title), check).rstrip(".")
    fix = Counter(finding.fix for finding in findings).most_common(1)[0][0]
    source = findings[0].source
    link = address(source)
    related = taxonomies.relationships(control for finding in findings for control in finding.controls)
    severity = min((finding.severity for finding in findings), key=_WORST_FIRST.index)
    return {
        "id": check,
        "shortDescription": {"text": description(title)},
        "fullDescription": {"text": description(f"{title}. {fix}")},
        "help": {
            "text": message(f"{title}.\nFix: {fix}\nSource: {source}"),
            "markdown": f"{markdown(title)}.\n\n**Fix:** {markdown(fix)}\n\n**Source:** {markdown(source)}",
        },
        **({"helpUri": link} if link else {}),
        "defaultConfiguration": {"level": LEVELS[severity]},
        **({"relationships": related} if related else {}),
        "properties": {"tags": _tags(findings)},
    }


def _tags(findings: Sequence[Finding]) -> list[str]:
    """The layers first, then the controls."""
    layers = {finding.layer for finding in findings}
    controls = {control for finding in findings for control in finding.controls} - layers
    return [*sorted(layers), *sorted(controls)][:_MOST_TAGS]

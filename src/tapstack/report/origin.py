"""What a report rests on, as its documents say it. The time is in none but those that must have one."""

import json
from collections.abc import Iterator
from typing import Any

from tapstack.findings import JudgedTemplate, Provenance, Summary
from tapstack.findings.source_root import project_path

_ROLES = ("rules", "controls", "waivers")


def moment(summary: Summary) -> str:
    """When the run was, RFC 3339 in UTC; the beginning of its day where nobody knows."""
    return summary.provenance.time if summary.provenance else f"{summary.as_of}T00:00:00Z"


def provenance_document(provenance: Provenance) -> dict[str, Any]:
    """The provenance as plain values, without the time: the same input gives the same bytes."""
    return {
        "account_id": provenance.account_id,
        "templates": [
            {"file": one.file, "sha256": one.sha256, "parameters": dict(one.parameters)} for one in provenance.templates
        ],
        "files": [{"role": one.role, "file": one.file, "sha256": one.sha256} for one in provenance.files],
        "hashes": hashes(provenance),
        "tools": dict(provenance.tools),
    }


def hashes(provenance: Provenance | None) -> dict[str, str]:
    """One SHA-256 for the template, the rules, the controls and the waivers; empty where there are none."""
    if provenance is None:
        return dict.fromkeys(("template", *_ROLES), "")
    return {"template": provenance.template, **{role: provenance.digest(role) for role in _ROLES}}


def judged(provenance: Provenance | None, file: str) -> JudgedTemplate | None:
    """The template of this file; where no file says which, the only one."""
    templates = provenance.templates if provenance else ()
    wanted = project_path(file) if file else ""
    only = templates[0] if len(templates) == 1 else None
    return next((one for one in templates if one.file == wanted), only)


def parameters_text(template: JudgedTemplate | None) -> str:
    """The parameters as one line of JSON; null for a value that only AWS or the user knows."""
    return json.dumps(dict(template.parameters), sort_keys=True) if template else ""


def tools_text(provenance: Provenance | None) -> str:
    """The programs and their versions on one line."""
    return ", ".join(f"{name} {version}" for name, version in (provenance.tools if provenance else {}).items())


def parameter_texts(provenance: Provenance | None) -> Iterator[tuple[str, str]]:
    """Each parameter's name and its value as JSON, which is never empty; of several templates one after the other."""
    for template in provenance.templates if provenance else ():
        for name, value in template.parameters.items():
            yield name, json.dumps(value)

"""What OSCAL's results refer to: the files that were judged, those that judged, and the frameworks."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from tapstack.findings import Framework, Provenance, Summary
from tapstack.report.identifier import identifier
from tapstack.report.oscal_text import markup, prop

PLAN = identifier("plan")
_TITLES = {"template": "Templates", "rules": "Policy rules", "controls": "Controls", "waivers": "Waivers"}


def resources(summary: Summary) -> list[dict[str, Any]]:
    """The plan, which is what the controls are written in; other files with their hashes; and the frameworks."""
    files = _files(summary.provenance)
    found = [_resource(role, files.get(role, [])) for role in _TITLES if role == "controls" or files.get(role)]
    return [*found, *map(_framework, summary.controls.frameworks if summary.controls else ())]


def _files(provenance: Provenance | None) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for role, file, sha256 in _roles(provenance) if provenance else ():
        found.setdefault(role, []).append((file, sha256))
    return found


def _roles(provenance: Provenance) -> Iterator[tuple[str, str, str]]:
    yield from (("template", one.file, one.sha256) for one in provenance.templates)
    yield from ((one.role, one.file, one.sha256) for one in provenance.files)


def _resource(role: str, files: list[tuple[str, str]]) -> dict[str, Any]:
    links = [{"href": address(file), "hashes": [{"algorithm": "SHA-256", "value": digest}]} for file, digest in files]
    return {
        "uuid": PLAN if role == "controls" else identifier("matter", role, files),
        "title": _TITLES[role],
        **({"rlinks": links} if links else {"description": "No file is known."}),
    }


def _framework(framework: Framework) -> dict[str, Any]:
    told = [framework.title, framework.version, framework.source]
    return {
        "uuid": identifier("framework", framework.id, *told),
        "title": markup(f"{framework.title}, {framework.version}"),
        "props": [prop("framework", framework.id)],
        "citation": {"text": markup(". ".join(told))},
    }


def address(file: str, fragment: str = "") -> str:
    """The reference to a file of the project, or to a place in it."""
    return quote(file, errors="backslashreplace") + (
        f"#{quote(fragment, errors='backslashreplace')}" if fragment else ""
    )

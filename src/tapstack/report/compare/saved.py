"""A report that was written before, as much of it as a comparison needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.findings import Severity, Status
from tapstack.template.document import Document, load_large_json

VERSION = 1
_REMEDY = "Write one: tapstack verify, or tapstack check --all --format json --output FILE."
_TEXTS = ("fingerprint", "check", "status", "severity", "file", "message")
_KINDS = {"tapstack": str, "as_of": str, "version": int, "findings": list, "counts": dict, "files": list}
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict on a finding, or on a control: ``name`` is the check or the control, ``place`` where it was found."""

    name: str
    region: str | None
    status: Status
    resource: str | None = None
    severity: Severity = Severity.ERROR
    message: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """``findings`` by fingerprint; ``controls`` by control and region, None where none were judged.

    ``whole`` if what passed and what was skipped is among the findings. ``hashes`` are those of template, rules,
    controls and waivers, empty where the report does not say.
    """

    file: str
    tapstack: str
    as_of: str
    whole: bool
    hashes: Mapping[str, str]
    findings: Mapping[str, Verdict]
    controls: Mapping[str, Verdict] | None


def read(path: str) -> Saved:
    """The report in a file. Raises InputError for whatever is not a report of this version."""
    document = load_large_json(path, "a report of tapstack in JSON", _REMEDY)
    body = _body(document)
    rows = [_finding(document, number, value) for number, value in enumerate(body["findings"])]
    return Saved(
        file=path,
        tapstack=body["tapstack"],
        as_of=body["as_of"],
        whole=len(rows) == sum(body["counts"].values()),
        hashes=_hashes(document, body.get("provenance")),
        findings=dict(rows),
        controls=_controls(document, body.get("controls")),
    )


def _body(document: Document) -> dict[str, Any]:
    body = document.value
    if not isinstance(body, dict) or not all(isinstance(body.get(key), kind) for key, kind in _KINDS.items()):
        raise document.error("No report of tapstack in JSON.", _REMEDY, ())
    if body["version"] != VERSION:
        message = f"Version {body['version']} of the report; this tapstack reads version {VERSION}."
        raise document.error(message, "Write it again with this tapstack.", ("version",))
    if not all(isinstance(number, int) for number in body["counts"].values()):
        raise document.error("The counts are no numbers.", _REMEDY, ("counts",))
    if body.get("baselined") is not None:
        message = "The report was written with --baseline, and lacks what that one hid."
        raise document.error(message, "Write it again without --baseline.", ("baselined",))
    return body


def _finding(document: Document, number: int, value: Any) -> tuple[str, Verdict]:
    path = ("findings", number)
    row = _texts(document, path, value, _TEXTS)
    region, resource = (_optional(document, path, row, key) for key in ("region", "resource"))
    place = ":".join(str(row[key]) for key in ("file", "line", "column") if row.get(key) is not None)
    severity = Severity(_one_of(document, path, row, "severity", tuple(Severity)))
    status = Status(_one_of(document, path, row, "status", tuple(Status)))
    verdict = Verdict(row["check"], region, status, resource, severity, row["message"], place)
    return row["fingerprint"], verdict


def _controls(document: Document, value: Any) -> dict[str, Verdict] | None:
    if value is None:
        return None
    rows = value.get("verdicts") if isinstance(value, dict) else None
    if not isinstance(rows, list):
        raise document.error("The controls have no verdicts.", _REMEDY, ("controls",))
    found: dict[str, Verdict] = {}
    for number, one in enumerate(rows):
        path = ("controls", "verdicts", number)
        row = _texts(document, path, one, ("control", "region", "status", "why"))
        status = Status(_one_of(document, path, row, "status", tuple(Status)))
        found[f"{row['control']} {row['region']}"] = Verdict(row["control"], row["region"], status, message=row["why"])
    return found


def _hashes(document: Document, value: Any) -> dict[str, str]:
    if value is None:
        return {}
    hashes = value.get("hashes") if isinstance(value, dict) else None
    if not isinstance(hashes, dict) or not all(isinstance(one, str) for one in hashes.values()):
        raise document.error("The provenance has no proper hashes.", _REMEDY, ("provenance",))
    return hashes


def _texts(document: Document, path: Path, value: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise document.error("A verdict is not an object.", _REMEDY, path)
    for key in keys:
        if not isinstance(value.get(key), str):
            raise document.error(f"A verdict has no proper {key!r}.", _REMEDY, (*path, key) if key in value else path)
    return value


def _optional(document: Document, path: Path, row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise document.error(f"A verdict has no proper {key!r}.", _REMEDY, (*path, key))
    return value


def _one_of(document: Document, path: Path, row: dict[str, Any], key: str, known: tuple[str, ...]) -> str:
    text: str = row[key]
    if text not in known:
        raise document.error(f"A verdict has the {key} {text!r}.", _REMEDY, (*path, key))
    return text

"""A baseline: the debts in a report that ``tapstack check --format json`` wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.findings import InputError, Severity, Status
from tapstack.findings.source_root import project_path_from
from tapstack.pipeline.baseline.debt import HIDEABLE, Debt
from tapstack.template.document import Document, load_large_json

VERSION = 1
_REMEDY = "Write one: tapstack check --format json --output FILE."
_KINDS = {"fingerprint": str, "status": str, "severity": str, "layer": str, "region": str | None, "file": str}


@dataclass(frozen=True, slots=True)
class Baseline:
    """``debts`` by fingerprint."""

    file: str
    debts: Mapping[str, Debt]


def read(path: str) -> Baseline:
    """The baseline in a file. Raises InputError for whatever is not a whole report of this version."""
    document = load_large_json(path, "a report of tapstack check --format json", _REMEDY)
    body = _body(document)
    rows = [_row(document, number, value) for number, value in enumerate(body["findings"])]
    debts = {row["fingerprint"]: _debt(row, body["folder"]) for row in rows if row["status"] in HIDEABLE}
    return Baseline(path, debts)


def _body(document: Document) -> dict[str, Any]:
    body = document.value
    kinds = {"tapstack": str, "version": int, "folder": str, "findings": list}
    if not isinstance(body, dict) or not all(isinstance(body.get(key), kind) for key, kind in kinds.items()):
        raise document.error("No report of tapstack check --format json.", _REMEDY, ())
    if body["version"] != VERSION:
        message = f"Version {body['version']} of the report; this tapstack reads version {VERSION}."
        raise document.error(message, "Write it again with this tapstack.", ("version",))
    if body.get("baselined") is not None:
        message = "The report was itself written with --baseline, and lacks what that one hid."
        raise document.error(message, "Write it again without --baseline.", ("baselined",))
    return body


def _row(document: Document, number: int, value: Any) -> dict[str, Any]:
    path = ("findings", number)
    if not isinstance(value, dict):
        raise _damaged(document, path, "A finding is not an object.")
    for key, kind in _KINDS.items():
        if key not in value or not isinstance(value[key], kind):
            raise _damaged(document, (*path, key), f"A finding has no proper {key!r}.")
    for key, known in (("status", Status), ("severity", Severity)):
        if value[key] not in tuple(known):
            raise _damaged(document, (*path, key), f"A finding has the {key} {value[key]!r}.")
    return value


def _damaged(document: Document, path: tuple[str | int, ...], message: str) -> InputError:
    return document.error(message, _REMEDY, path)


def _debt(row: Mapping[str, Any], folder: str) -> Debt:
    file = project_path_from(folder, row["file"])
    return Debt(Status(row["status"]), Severity(row["severity"]), row["layer"], row["region"], file)

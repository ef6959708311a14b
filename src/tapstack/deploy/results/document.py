"""A deployment for programs; ``deploy.schema.json`` beside this module says what it may contain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack import __version__
from tapstack.findings import Finding, counts, redact
from tapstack.findings.status import QUIET

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.following import Operation
    from tapstack.deploy.planning.wanted import Wanted
    from tapstack.deploy.results.record import Record


class Ending(NamedTuple):
    """How a run ended: ``status`` is SUCCEEDED, FAILED or INTERRUPTED; ``error`` is the sentence that ended it.

    ``despite`` is the reason for which errors of the static layers were overruled, and their number.
    """

    status: str
    error: str | None = None
    despite: tuple[str, int] | None = None


def document(
    connection: Connection, wanted: Wanted, record: Record, findings: Sequence[Finding], ending: Ending
) -> dict[str, Any]:
    """The document as plain values; NoEcho values are ``****``."""
    ended = datetime.now(UTC)
    made = {
        "version": 1,
        "tapstack": __version__,
        "status": ending.status,
        "error": ending.error,
        "account": connection.account_id,
        "caller": connection.caller,
        "management_region": wanted.management_region,
        "regions": list(wanted.regions),
        "stack_set": wanted.stack_set,
        "permission_model": wanted.permission_model,
        "template": {
            "file": wanted.template.path,
            "sha256": wanted.template.sha256,
            "bytes": len(wanted.template.body),
            "url": wanted.template_url,
        },
        "parameters": wanted.shown_parameters,
        "capabilities": list(wanted.capabilities),
        "tags": dict(wanted.tags),
        "despite_errors": {"reason": ending.despite[0], "errors": ending.despite[1]} if ending.despite else None,
        "started": record.started.isoformat(),
        "ended": ended.isoformat(),
        "seconds": round((ended - record.started).total_seconds(), 3),
        "differences": list(record.differences),
        "requests": [request.shown() for request in record.requests],
        "operations": [_operation(one, attached=one.id in record.attached) for one in record.operations],
        "instances": [asdict(instance) for instance in record.instances],
        "events": {region: record.events[region] for region in wanted.regions},
        "counts": counts(findings),
        "findings": [_finding(finding) for finding in findings if finding.status not in QUIET],
    }
    secrets = [text for name, text in wanted.parameters.items() if name in wanted.hidden and text]
    cleaned: dict[str, Any] = _without(made, secrets)
    return cleaned


def _without(value: Any, secrets: Sequence[str]) -> Any:
    """The same, with every secret in every text replaced."""
    if isinstance(value, dict):
        return {name: _without(member, secrets) for name, member in value.items()}
    if isinstance(value, list):
        return [_without(member, secrets) for member in value]
    return redact(value, secrets) if isinstance(value, str) else value


def _operation(operation: Operation, *, attached: bool) -> dict[str, Any]:
    return {
        "id": operation.id,
        "action": operation.action,
        "status": operation.status,
        "reason": operation.reason,
        "created": operation.created.isoformat(),
        "ended": operation.ended.isoformat() if operation.ended else None,
        "attached": attached,
        "results": [result._asdict() for result in operation.results],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    members = ("check", "status", "severity", "region", "resource", "file", "line", "message", "fix")
    return {name: getattr(finding, name) for name in members}

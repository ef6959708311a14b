"""What is asked of an export, and what DynamoDB refuses.

Source: botocore dynamodb ExportTableToPointInTime; the words of the refusals are assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.cloud.calls import Call

BEHIND = 300
"""Seconds that recovery is behind. Source: botocore dynamodb PointInTimeRecoveryDescription, "typically 5 minutes"."""
_DAY = 86_400
_MODELLED = {"ExportFormat": "DYNAMODB_JSON", "ExportType": "FULL_EXPORT"}
_TOKEN_LASTS = 8 * 3600


def moment_asked(call: Call, recovery: Mapping[str, Any], now: float) -> float:
    """The time of the export (epoch seconds), now where none is given. Raises CallRefusedError outside of recovery."""
    if recovery.get("PointInTimeRecoveryStatus") != "ENABLED":
        why = "Point in time recovery is not enabled for table"
        raise CallRefusedError("PointInTimeRecoveryUnavailableException", f"{why} {call.params['TableArn']}")
    asked = call.params.get("ExportTime")
    if asked is None:
        return now
    moment = asked.timestamp() if isinstance(asked, datetime) else float(asked)
    since = max(recovery["EarliestRestorableDateTime"].timestamp(), now - _DAY * recovery["RecoveryPeriodInDays"])
    if not int(since) <= moment <= now - BEHIND:
        why = "The specified ExportTime is outside of the point in time recovery window."
        raise CallRefusedError("InvalidExportTimeException", why)
    return float(moment)


def refuse_unmodelled(params: Mapping[str, Any]) -> None:
    """Raises UnsupportedError for formats, types and filters of exports that are not modelled."""
    for name, only in _MODELLED.items():
        if params.get(name, only) != only:
            raise UnsupportedError(f"The simulator exports {name} {only} only, not {params[name]}.")
    if "FilterSpecification" in params:
        raise UnsupportedError("The simulator does not model FilterSpecification of exports.")


def same_request(made: Mapping[str, Any], params: Mapping[str, Any], now: float) -> bool:
    """Whether an export is one of this request's token, which counts for 8 hours after it has ended.

    Raises CallRefusedError where the request is another one. Source: botocore dynamodb, ClientToken.
    """
    ended = made["EndTime"].timestamp() if "EndTime" in made else now
    if made["ClientToken"] != params.get("ClientToken") or now - ended > _TOKEN_LASTS:
        return False
    if made["Request"] != comparable(params):
        why = f"Export with client token {params['ClientToken']} was asked for with other parameters"
        raise CallRefusedError("ExportConflictException", why)
    return True


def comparable(params: Mapping[str, Any]) -> dict[str, str]:
    """A request in a form that compares."""
    return {name: str(value) for name, value in sorted(params.items())}

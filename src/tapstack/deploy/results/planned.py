"""The requests that would be sent: for people, and for programs by ``plan.schema.json`` beside this module."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.deploy.planning.request import Request
    from tapstack.deploy.planning.wanted import Wanted


def planned(wanted: Wanted, requests: Sequence[Request], differences: Sequence[str]) -> dict[str, Any]:
    """The document as plain values."""
    return {
        "version": 1,
        "account": wanted.account_id,
        "management_region": wanted.management_region,
        "regions": list(wanted.regions),
        "stack_set": wanted.stack_set,
        "template": {"file": wanted.template.path, "sha256": wanted.template.sha256},
        "differences": list(differences),
        "requests": [request.shown() for request in requests],
    }


def planned_text(wanted: Wanted, requests: Sequence[Request], differences: Sequence[str]) -> str:
    """The same on lines."""
    head = f"StackSet {wanted.stack_set} in account {wanted.account_id}, managed in {wanted.management_region}"
    if not requests:
        return f"{head}: nothing to do.\n"
    lines = [f"{head}: {len(requests)} {'request' if len(requests) == 1 else 'requests'}."]
    lines += [f"What differs: {', '.join(differences)}."] if differences else []
    for number, request in enumerate(requests, start=1):
        lines += ["", f"{number}. {request.service} {request.operation} in {request.region}"]
        lines += json.dumps(request.shown()["parameters"], indent=2).splitlines()
    return "\n".join(lines) + "\n"

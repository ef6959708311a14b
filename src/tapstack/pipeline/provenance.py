"""What a run rested on: hashes of what was read, the parameters in force, and the programs that judged."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tapstack.config import Configuration
from tapstack.findings import InputError, redact
from tapstack.findings.provenance import HashedFile, JudgedTemplate, ParameterText, Provenance
from tapstack.findings.redact import HIDDEN
from tapstack.findings.source_root import project_path
from tapstack.pipeline.engine import subject_of
from tapstack.pipeline.request import Request
from tapstack.template.parameters import ParameterValue

_TOOLS = ("tapstack", "cfn-lint", "cfn-guard-rs", "guardpycfn", "moto")
"""Distributions whose version may change a verdict; those that are not installed are left out."""
_LAYERS = {"cfn-lint": "lint", "cfn-guard-rs": "policy", "guardpycfn": "policy", "moto": "simulate"}
_TIME = "%Y-%m-%dT%H:%M:%SZ"


def provenance(requests: Sequence[Request], configuration: Configuration) -> Provenance:
    """The provenance of a run of ``requests``. Raises InputError for what cannot be read any more."""
    rules = dict.fromkeys(path for request in requests if "policy" in request.layers for path in request.rule_paths)
    named = {"rules": list(rules), "controls": configuration.controls, "waivers": configuration.waivers}
    accounts = {request.account_id for request in requests}
    return Provenance(
        time=now(),
        account_id=accounts.pop() if len(accounts) == 1 else None,
        templates=tuple(map(_template, requests)),
        files=tuple(HashedFile(role, *one) for role, paths in named.items() for one in _hashed(role, paths)),
        tools=dict(_tools({layer for request in requests for layer in request.layers})),
    )


def now() -> str:
    """The present moment, or that of ``SOURCE_DATE_EPOCH``, with which a second run gives the same bytes altogether.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return datetime.now(UTC).strftime(_TIME)
    try:
        return datetime.fromtimestamp(int(given), UTC).strftime(_TIME)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {given!r}, which is no time."
        raise InputError(message, remedy="Write seconds since 1970, or leave it out.") from error


def _template(request: Request) -> JudgedTemplate:
    subject = subject_of(request)
    values, secrets = subject.values, subject.secrets
    shown = {name: HIDDEN if name in values.secrets else _text(value, secrets) for name, value in values.values.items()}
    return JudgedTemplate(project_path(request.file), _digest(Path(request.file)), shown)


def _text(value: ParameterValue, secrets: frozenset[str]) -> ParameterText:
    if isinstance(value, str):
        return redact(value, secrets)
    return tuple(redact(one, secrets) for one in value) if isinstance(value, list) else None


def _hashed(role: str, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    if role == "rules":
        from tapstack.checks.policy.files import found

        paths = found(paths)
    for path in paths:
        yield project_path(path), _digest(Path(path))


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        message = f"Cannot be read: {error.strerror}."
        raise InputError(message, remedy="Make it readable, and run again.", file=file) from error


def _tools(layers: set[str]) -> Iterator[tuple[str, str]]:
    for name in _TOOLS:
        if name not in _LAYERS or _LAYERS[name] in layers:
            try:
                yield name, version(name)
            except PackageNotFoundError:
                continue
    yield "python", platform.python_version()

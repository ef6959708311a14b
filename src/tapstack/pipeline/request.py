"""What is asked for: one template under one set of values, and the layers that judge it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """``regions`` in the order of deployment; ``complete`` if ``parameters`` mean one whole deployment.

    ``rule_paths`` are files and folders of policy rules, ``ours`` if they are meant for this template.
    ``configured``, ``given_only``, ``externals`` and ``objectives`` as for a Subject.
    ``configuration`` is the digest of the configuration file, which may change any verdict.
    """

    file: str
    regions: tuple[str, ...]
    layers: tuple[str, ...]
    parameters: Mapping[str, str] = field(default_factory=dict)
    complete: bool = False
    account_id: str | None = None
    as_of: date = field(default_factory=date.today)
    zones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule_paths: tuple[str, ...] = ()
    ours: bool = True
    configured: bool = False
    given_only: bool = False
    externals: Mapping[str, Any] = field(default_factory=dict)
    objectives: Mapping[str, Any] = field(default_factory=dict)
    configuration: str = ""

"""One call of a service's operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.simulate.cloud.records import Records


@dataclass(frozen=True)
class Call:
    """Who is asked where, with which parameters; ``records`` is where answers are kept."""

    region: str
    params: Mapping[str, Any]
    records: Records

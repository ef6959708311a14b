"""What is asked of both regions after a deployment: a stub until it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.deploy.connection import Connection
    from tapstack.findings import Finding


def prove(connection: Connection, stack_set_name: str, subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """Nothing yet."""
    yield from ()

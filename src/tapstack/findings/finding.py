"""One verdict of one check on one resource in one region."""

from typing import NamedTuple

from tapstack.findings.problem import TemplatePath
from tapstack.findings.status import Severity, Status
from tapstack.findings.waiver import Waiver


class Finding(NamedTuple):
    """The record that every report is drawn from.

    ``region`` is None where the verdict holds for every region; ``line`` and ``column`` count from 1
    and are None where no place in the file can be named. ``title`` says in a few words what the check
    requires; ``waiver`` is given exactly where the status is WAIVED.
    """

    check: str
    layer: str
    status: Status
    severity: Severity
    region: str | None
    resource: str | None
    path: TemplatePath
    file: str
    line: int | None
    column: int | None
    message: str
    fix: str
    source: str
    controls: tuple[str, ...] = ()
    title: str = ""
    waiver: Waiver | None = None

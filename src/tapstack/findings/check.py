"""What is checked: one record for each check, from which ``explain`` and the reports are drawn."""

from dataclasses import dataclass

from tapstack.findings.status import Severity


@dataclass(frozen=True, slots=True)
class Check:
    """A thing that can be wrong.

    ``id`` is stable (``TPL-001``); ``layer`` is one of the layer names of the pipeline; ``title`` says
    in a few words what must hold; ``why`` says what goes wrong otherwise; ``fix`` says what to write
    instead; ``source`` names the schema, service model or documentation page that says so.
    """

    id: str
    layer: str
    title: str
    why: str
    fix: str
    source: str
    severity: Severity = Severity.ERROR

"""What is checked about waivers. A finding stands in the layer of the rule that the waiver is about."""

from tapstack.findings import Check, Severity

_SOURCE = "README.md, Waivers"

IN_FORCE = Check(
    id="WAIVER-001",
    layer="policy",
    title="No waiver has expired",
    why="What was accepted until a day was not accepted for longer: from the next day on its FAILs count again.",
    fix="Mend what it accepted and remove the waiver, or have it accepted anew with a later expiry.",
    source=_SOURCE,
    severity=Severity.WARNING,
)
NEEDED = Check(
    id="WAIVER-002",
    layer="policy",
    title="Every waiver accepts something",
    why="A waiver that accepts nothing is misspelt, or what it accepted is mended and it waits to hide the next fault.",
    fix="Correct rule, resource or region, or remove the waiver.",
    source=_SOURCE,
    severity=Severity.WARNING,
)
CHECKS = (IN_FORCE, NEEDED)

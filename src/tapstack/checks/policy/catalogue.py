"""Guard rules, described as checks."""

from collections.abc import Iterable

from tapstack.checks.policy import wording
from tapstack.checks.policy.files import rule_files
from tapstack.checks.policy.unit import Unit
from tapstack.findings import Check


def rules(paths: Iterable[str]) -> list[Check]:
    """Every rule at ``paths``. Raises InputError for a file that cannot be read."""
    return [_check(unit) for file in rule_files(paths) for unit in file.units]


def _check(unit: Unit) -> Check:
    return Check(
        id=unit.name,
        layer="policy",
        title=unit.about.title or unit.name,
        why=unit.about.why,
        fix=unit.about.fix,
        source=wording.source(unit),
        severity=unit.about.severity,
    )

"""cfn-lint's rules, described as checks."""

from tapstack.checks.lint.checks import VERSION
from tapstack.checks.lint.fixes import fix_for
from tapstack.checks.lint.layer import SEVERITIES
from tapstack.checks.lint.match import LintMatch
from tapstack.checks.lint.session import all_rules
from tapstack.findings import Check, Severity


def rules() -> list[Check]:
    """Every rule, by id."""
    return [_check(rule) for rule in sorted(all_rules(), key=lambda rule: rule.rule)]


def _check(rule: LintMatch) -> Check:
    return Check(
        id=rule.rule,
        layer="lint",
        title=rule.short,
        why=rule.description,
        fix=fix_for(rule),
        source=f"cfn-lint {VERSION}, {rule.url}" if rule.url else f"cfn-lint {VERSION}",
        severity=SEVERITIES.get(rule.rule[:1], Severity.ERROR),
    )

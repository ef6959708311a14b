"""In which of several regions a match holds; cfn-lint's matches do not say."""

from collections.abc import Callable, Sequence

from tapstack.checks.lint.match import LintMatch

REGIONLESS = frozenset({"E3004", "W2001", "W7001", "W8001"})
"""Rules of cfn-lint 1.58.0 that look at names and references only: neither at schemas nor at regions."""

LITERAL = frozenset({"E2531", "E2533", "W2531"})
"""Rules that look at a value only, and so at the region only where a function makes the value."""

Lint = Callable[[Sequence[str]], list[LintMatch]]


def by_region(lint: Lint, regions: Sequence[str]) -> list[tuple[LintMatch, str | None]]:
    """Every match of one run over all regions, once for each region in which it holds.

    The run over all regions decides what is a match, as on cfn-lint's command line. Only if it finds
    any that may depend on the region, one run for each region tells where: a match belongs to a region
    whose own run has it, by text or, as messages may list regions, by rule and place. One that no region
    has alone stays without a region: it holds for the set.
    """
    matches = lint(regions)
    if len(regions) == 1 or all(map(everywhere, matches)):
        return [(match, region) for match in matches for region in regions]
    alone = {region: lint([region]) for region in regions}
    return [(match, region) for match in matches for region in _where(match, alone)]


def everywhere(match: LintMatch) -> bool:
    """Whether the match is the same in all regions for certain."""
    if match.rule in REGIONLESS:
        return True
    return match.rule in LITERAL and not any(str(part).startswith(("Fn::", "Ref")) for part in match.path)


def _where(match: LintMatch, alone: dict[str, list[LintMatch]]) -> Sequence[str | None]:
    same_text = [region for region, matches in alone.items() if match in matches]
    if same_text:
        return same_text
    return [region for region, matches in alone.items() if match.place in {m.place for m in matches}] or [None]

"""What we keep of a match of cfn-lint, so that nothing else needs its types."""

from dataclasses import dataclass
from typing import Any

from tapstack.findings import TemplatePath


@dataclass(frozen=True, slots=True)
class LintMatch:
    """One match: its rule's id, description and page, its place, its message."""

    rule: str
    message: str
    line: int
    column: int
    path: TemplatePath
    short: str
    description: str
    url: str

    @property
    def place(self) -> tuple[str, int, int, TemplatePath]:
        """What it shares with the same match under other regions, whose names its message may contain."""
        return (self.rule, self.line, self.column, self.path)


def convert(match: Any) -> LintMatch:
    """From cfn-lint's Match."""
    return LintMatch(
        rule=match.rule.id,
        message=" ".join(str(match.message).split()),
        line=match.linenumber,
        column=match.columnnumber,
        path=tuple(part if isinstance(part, int) else str(part) for part in getattr(match, "path", None) or ()),
        short=match.rule.shortdesc,
        description=match.rule.description,
        url=match.rule.source_url,
    )

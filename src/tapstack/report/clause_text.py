"""Clauses in a few words, the same in every report: an assumption never looks like something that somebody read."""

from collections.abc import Iterator

from tapstack.findings import Clause, Control


def clause_text(clause: Clause) -> str:
    """Framework and number; a mapping that nobody verified says so."""
    text = f"{clause.framework} {clause.number}"
    return text if clause.verified else f"{text} (unverified)"


def clauses(control: Control, verified: bool) -> Iterator[str]:
    """The verified clauses of a control, or the others, as framework and number."""
    return (f"{clause.framework} {clause.number}" for clause in control.clauses if clause.verified is verified)

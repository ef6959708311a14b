"""A control in words, for ``tapstack explain``."""

from collections.abc import Iterator

from tapstack.findings import Clause, Control
from tapstack.pipeline.controls.book import Book


def of_control(control: Control, book: Book) -> str:
    """What it requires, under which parameters, what judges it, and who asks for it, verified or not."""
    return "".join(f"{line}\n" for line in _lines(control, book))


def _lines(control: Control, book: Book) -> Iterator[str]:
    yield f"{control.id}: {control.title}"
    yield f"  control, family {control.family}, severity {control.severity}"
    yield from ("", "meaning:", f"  {control.meaning}")
    if control.holds_when:
        yield from ("", "holds when:", *(f"  {condition}" for condition in control.holds_when))
    yield from ("", "checks:", *(f"  {check}" for check in control.checks or ("none",)))
    if control.clauses:
        yield from ("", "clauses:", *(f"  {_clause(clause, book)}" for clause in control.clauses))
    yield from ("", "source:", f"  {control.file}:{control.line}")


def _clause(clause: Clause, book: Book) -> str:
    framework = book.framework(clause.framework)
    found = framework.clause(clause.number) if framework else None
    name = f"{framework.title} {framework.version}" if framework else clause.framework
    title = f" ({found.title})" if found else ""
    said = f"verified: {clause.source}" if clause.verified else "not verified"
    return f"{name}: {clause.number}{title}, {said}"

"""One control of a control file."""

from typing import Any

from tapstack.config.read import as_text
from tapstack.findings import Clause, Control, HoldsWhen, Severity, did_you_mean
from tapstack.pipeline.controls.fields import Fields, Path
from tapstack.template.document import Document

_REQUIRED = ("id", "title", "meaning", "severity", "family")
_OPTIONAL = ("checks", "holds_when", "general", "clauses")
_NOT = "not"


def control(document: Document, path: Path, value: Any) -> Control:
    """The control at ``path``. One without checks is a finding, not an error. Raises InputError for what is not one."""
    fields = Fields(document, path, value, "A control")
    fields.only(_REQUIRED, _OPTIONAL)
    return Control(
        id=fields.text("id"),
        title=fields.text("title"),
        meaning=fields.text("meaning"),
        severity=_severity(fields),
        family=fields.text("family"),
        checks=fields.texts("checks"),
        clauses=tuple(_clause(document, at, item) for at, item in fields.items("clauses")),
        holds_when=_holds_when(fields),
        general=fields.flag("general"),
        file=document.file,
        line=fields.line(),
    )


def _severity(fields: Fields) -> Severity:
    name, known = fields.text("severity"), [member.value for member in Severity]
    if name not in known:
        raise fields.document.error(
            f"There is no severity {name!r}.", did_you_mean(name, known), (*fields.path, "severity")
        )
    return Severity(name)


def _clause(document: Document, path: Path, value: Any) -> Clause:
    fields = Fields(document, path, value, "A clause")
    fields.only(("framework", "clause", "verified"), ("source",))
    found = Clause(fields.text("framework"), fields.text("clause"), fields.flag("verified"), fields.text("source"))
    if found.verified and not found.source:
        message = "The clause is verified, and no source says so."
        raise document.error(message, "Write the address that was read as source, or verified: false.", path)
    return found


def _holds_when(fields: Fields) -> tuple[HoldsWhen, ...]:
    if "holds_when" not in fields.value:
        return ()
    path = (*fields.path, "holds_when")
    table = Fields(fields.document, path, fields.value["holds_when"], "'holds_when'")
    return tuple(_holding(table, name, value) for name, value in table.value.items())


def _holding(table: Fields, name: str, value: Any) -> HoldsWhen:
    """``VALUE``, ``[VALUE, VALUE]`` or ``{not: VALUE}``."""
    path: Path = (*table.path, name)
    otherwise = isinstance(value, dict)
    if otherwise:
        Fields(table.document, path, value, f"{name!r}").only((_NOT,))
        path, value = (*path, _NOT), value[_NOT]
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(one, str | bool | int) for one in values):
        remedy = f"Write the value, a list of values, or {{{_NOT}: value}}."
        raise table.document.error(f"{name!r} has no value that a parameter can have.", remedy, path)
    return HoldsWhen(name, tuple(map(as_text, values)), otherwise)

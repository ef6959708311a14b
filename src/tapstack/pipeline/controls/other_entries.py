"""Frameworks and exemptions of a control file."""

from typing import Any

from tapstack.findings import Exemption, Framework, FrameworkClause
from tapstack.pipeline.controls.fields import Fields, Path, text
from tapstack.template.document import Document


def framework(document: Document, path: Path, value: Any) -> Framework:
    """The framework at ``path``, its clauses a mapping from number to title. Raises InputError for what is not one."""
    fields = Fields(document, path, value, "A framework")
    fields.only(("id", "title", "version", "source", "clauses"))
    below = (*path, "clauses")
    clauses = Fields(document, below, fields.value["clauses"], "'clauses'")
    return Framework(
        id=fields.text("id"),
        title=fields.text("title"),
        version=fields.text("version"),
        source=fields.text("source"),
        clauses=tuple(
            FrameworkClause(number, text(document, (*below, number), title)) for number, title in clauses.value.items()
        ),
    )


def exemption(document: Document, path: Path, value: Any) -> Exemption:
    """The exemption at ``path``. Raises InputError for what is not one, as one without a reason."""
    fields = Fields(document, path, value, "An exemption")
    fields.only(("type", "reason"))
    return Exemption(fields.text("type"), fields.text("reason"), document.file, fields.line())

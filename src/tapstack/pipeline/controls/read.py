"""Control files: YAML or JSON mappings with ``frameworks``, ``controls`` and ``exemptions``."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from tapstack.findings import Exemption, Framework
from tapstack.pipeline.controls.book import Book
from tapstack.pipeline.controls.control_entry import control
from tapstack.pipeline.controls.fields import Fields
from tapstack.pipeline.controls.other_entries import exemption, framework
from tapstack.template.document import Document, load_document

_KEYS = ("frameworks", "controls", "exemptions")
_FORM = "Write frameworks, controls and exemptions; controls: [] if there are none."

Named = TypeVar("Named", Framework, Exemption)


def read(files: Iterable[str]) -> Book:
    """What ``files`` say together.

    Raises InputError, with file, line and column, for whatever is not exactly that, and for a framework or an exemption
    that occurs twice; two controls of one id are a finding.
    """
    book = Book()
    for file in files:
        document = load_document(file, "a control file", _FORM)
        fields = Fields(document, (), document.value, "The control file")
        fields.only((), _KEYS)
        found = Book(
            tuple(control(document, path, value) for path, value in fields.items("controls")),
            _once(fields, "frameworks", framework, lambda one: one.id, book.frameworks),
            _once(fields, "exemptions", exemption, lambda one: one.type, book.exemptions),
        )
        book = Book(
            book.controls + found.controls, book.frameworks + found.frameworks, book.exemptions + found.exemptions
        )
    return book


def _once(
    fields: Fields,
    key: str,
    entry: Callable[[Document, tuple[str | int, ...], object], Named],
    name: Callable[[Named], str],
    before: tuple[Named, ...],
) -> tuple[Named, ...]:
    """The entries under ``key``, of which no two, nor one of those ``before``, have one name."""
    known = {name(one) for one in before}
    found: list[Named] = []
    for path, value in fields.items(key):
        one = entry(fields.document, path, value)
        if name(one) in known:
            raise fields.document.error(f"{name(one)!r} stands in {key} twice.", "Keep one of the two.", path)
        known.add(name(one))
        found.append(one)
    return tuple(found)

"""How much one template may make: what no stack could hold is refused before it fills the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.findings import InputError
from tapstack.findings.similar import Hints
from tapstack.template.limits import MAX_FILE_BYTES, MOST_MEMBERS, too_many_members
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.template.model import Template

LITTLE = 512
"""Characters that are not counted, for most texts are short and the text of a template is limited itself."""

FEW = 16
"""Texts that may be joined before they are counted."""

MOST_REPEATED = 100_000
"""Values that loops may make; a template of 1,000,000 bytes holds about half as many."""

MOST_FAULTS = 5_000

_MEMBER, _PART = 8, 64
"""Bytes for which a member of a list, or a part of an unresolved text, stands."""

_MOST_TEXT = 2 * MAX_FILE_BYTES


class Volume:
    """Counts what functions and loops make in one compilation or rendering of ``template``."""

    __slots__ = ("_repeated", "_template", "_text", "hint")

    def __init__(self, template: Template) -> None:
        self._template = template
        self._text = 0
        self._repeated = 0
        self.hint = Hints()

    def text(self, value: str | Unresolved, path: TemplatePath) -> Any:
        """A text, known or not, and counted where it is long."""
        if len(value if isinstance(value, str) else value.of) > LITTLE:
            self.charge(value, path)
        return value

    def charge(self, value: Any, path: TemplatePath) -> None:
        """Count the text in a value; InputError where there is too much of it."""
        self.spend(weight(value), path)

    def spend(self, characters: int, path: TemplatePath) -> None:
        """Count text that is about to be made."""
        self._text += characters if characters > LITTLE else 0
        if self._text > _MOST_TEXT:
            message = f"the functions and loops make more than {_MOST_TEXT:,} characters of text."
            raise self._refuse(path, message, "Let them repeat or nest less.")

    def repeat(self, path: TemplatePath) -> None:
        """Count one value that a loop makes."""
        self._repeated += 1
        if self._repeated > MOST_REPEATED:
            message = f"the loops make more than {MOST_REPEATED:,} values."
            raise self._refuse(path, message, "Loop over fewer items.")

    def hold(self, section: str, members: int, path: TemplatePath) -> None:
        """InputError where a section has many times the members that CloudFormation takes."""
        if members > MOST_MEMBERS.get(section, members):
            raise too_many_members(section, self._template.position(path), self._template.file)

    def bear(self, faults: int, path: TemplatePath) -> None:
        """InputError where there are more faults than anybody mends one by one."""
        if faults > MOST_FAULTS:
            raise self._refuse(path, f"more than {MOST_FAULTS:,} faults in functions.", "Mend those before this one.")

    def _refuse(self, path: TemplatePath, message: str, remedy: str) -> InputError:
        place = self._template.position(path)
        return InputError(message, remedy=remedy, file=self._template.file, line=place.line, column=place.column)


def weight(value: Any) -> int:
    """The characters in the texts of a value, and as many as its members and parts take room beside them."""
    if isinstance(value, Unresolved):
        return len(value.of) + _PART * len(value.parts)
    total, pending = 0, [value]
    while pending:
        current = pending.pop()
        if isinstance(current, str):
            total += len(current)
        elif isinstance(current, Unresolved):
            total += len(current.of) + _PART * len(current.parts)
        elif isinstance(current, list):
            total += _MEMBER * len(current)
            pending.extend(current)
        elif isinstance(current, dict):
            total += sum(map(len, current))
            pending.extend(current.values())
    return total

"""What is noticed while a YAML text is read, kept until the whole template is known."""

from dataclasses import replace
from typing import Any

from tapstack.findings import Check, Problem, Status, TemplatePath
from tapstack.template import checks
from tapstack.template.cut import cut
from tapstack.template.lines import Lines
from tapstack.template.text_problems import duplicate_key, not_a_number, number_range
from tapstack.template.transforms import read_transforms

_CLIENT_SIDE = (checks.ALIAS, checks.MERGE_KEY)


class Notes:
    """Collects problems by path and offset."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._problems: list[Problem] = []

    def problems(self, body: dict[str, Any]) -> tuple[Problem, ...]:
        """All problems; aliases of a SAM template are UNKNOWN, for the SAM command line writes them out."""
        if not read_transforms(body).serverless:
            return tuple(cut(self._problems))
        return tuple(
            replace(problem, status=Status.UNKNOWN) if problem.check in _CLIENT_SIDE else problem
            for problem in cut(self._problems)
        )

    def alias(self, path: TemplatePath, name: str, offset: int) -> None:
        """An alias in place of a value."""
        self._note(checks.ALIAS, path, f"YAML alias *{name}", offset)

    def merge(self, path: TemplatePath, offset: int) -> None:
        """The merge key."""
        self._note(checks.MERGE_KEY, path, "YAML merge key <<", offset)

    def key(self, path: TemplatePath, kind: str, offset: int) -> None:
        """A plain key that YAML 1.1 reads as something else than its text."""
        message = f"key {path[-1]!r} is of type {kind} in YAML 1.1; it is taken as the text written"
        self._note(checks.KEY_TEXT, path, message, offset, Status.UNKNOWN)

    def repeated(self, path: TemplatePath, first: int, again: int) -> None:
        """A key that occurs twice in one mapping."""
        self._problems.append(duplicate_key(path, self._lines.position(first), self._lines.position(again)))

    def number(self, path: TemplatePath, text: str, offset: int) -> None:
        """A number that stays text."""
        place = self._lines.position(offset)
        if text.lower().lstrip("+-") in (".inf", ".nan"):
            self._problems.append(not_a_number(path, text, place, Status.UNKNOWN))
        else:
            self._problems.append(number_range(path, text, place))

    def _note(self, check: Check, path: TemplatePath, message: str, offset: int, status: Status = Status.FAIL) -> None:
        line, column = self._lines.position(offset)
        self._problems.append(Problem(check, path, message, None, status, line, column))

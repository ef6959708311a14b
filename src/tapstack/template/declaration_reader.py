"""Reads one declaration of the Parameters section and says what is wrong with it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tapstack.findings import Check, Problem
from tapstack.findings.similar import Hints
from tapstack.template import parameter_checks as checks
from tapstack.template.declaration import Declaration
from tapstack.template.declaration_faults import faults
from tapstack.template.parameter_numbers import number
from tapstack.template.parameter_texts import given_text
from tapstack.template.parameter_types import DOCUMENTED, TEXT, ParameterType, parameter_type
from tapstack.template.patterns import AllowedPattern

_TRUTHS = {"true": True, "false": False}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _scalar_texts(value: Any) -> tuple[str, ...] | None:
    texts = [given_text(member) for member in value] if isinstance(value, list) else [None]
    return None if None in texts else tuple(text for text in texts if text is not None)


def _number(value: Any) -> Decimal | None:
    found = None if isinstance(value, bool) else number((given_text(value) or "").strip())
    return found if isinstance(found, Decimal) else None


def _integer(value: Any) -> int | None:
    found = _number(value)
    return int(found) if found is not None and -(10**9) < found < 10**9 and found == int(found) else None


def _truth(value: Any) -> bool | None:
    return _TRUTHS.get((given_text(value) or "").lower())


READERS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "Type": (_text, "text"),
    "Default": (given_text, "text"),
    "NoEcho": (_truth, "true or false"),
    "Description": (_text, "text"),
    "ConstraintDescription": (_text, "text"),
    "AllowedValues": (_scalar_texts, "a list of texts"),
    "AllowedPattern": (_text, "text"),
    "MinLength": (_integer, "an integer"),
    "MaxLength": (_integer, "an integer"),
    "MinValue": (_number, "a number"),
    "MaxValue": (_number, "a number"),
}
"""Each attribute: what reads it (None where it is of the wrong type), and what it has to be."""


class DeclarationReader:
    """Reads one parameter; ``problems`` then says what was wrong, each at its path."""

    def __init__(self, name: str, body: Any, hints: Hints | None = None) -> None:
        self.name = name
        self._hints = hints or Hints()
        self.problems: list[Problem] = []
        self._body = body if isinstance(body, dict) else {}
        if not isinstance(body, dict) and body is not None:
            self._add(checks.DECLARATION, f"Parameter {name} is {_kind(body)}, not a mapping of attributes.")

    def read(self) -> Declaration:
        """The declaration, with what is right in it."""
        values = {name: self._attribute(name, value) for name, value in self._body.items() if value is not None}
        pattern = None if values.get("AllowedPattern") is None else AllowedPattern(values["AllowedPattern"])
        declaration = Declaration(
            self.name, self._type(values.get("Type")), values.get("Default"),
            values.get("NoEcho", False) is not False,
            values.get("Description"), values.get("ConstraintDescription"), values.get("AllowedValues"), pattern,
            values.get("MinLength"), values.get("MaxLength"), values.get("MinValue"), values.get("MaxValue"),
        )  # fmt: skip
        self.problems.extend(faults(declaration))
        return declaration

    def _attribute(self, name: str, value: Any) -> Any:
        if name not in READERS:
            self._add(
                checks.ATTRIBUTE,
                f"Parameter {self.name} has an unknown attribute {name}.",
                name,
                self._hints.fix(name, READERS),
            )
            return None
        reader, wanted = READERS[name]
        found = reader(value)
        if found is None:
            message = f"{name} of parameter {self.name} is {_kind(value)}, not {wanted}."
            self._add(checks.ATTRIBUTE_TYPE, message, name, f"Write {wanted}; functions are not allowed here.")
        return found

    def _type(self, name: str | None) -> ParameterType:
        if name is None:
            if self._body and "Type" not in self._body:
                self._add(checks.TYPE, f"Parameter {self.name} has no Type.")
            return TEXT
        found = parameter_type(name)
        if found is None:
            fix = self._hints.fix(name, sorted(DOCUMENTED))
            self._add(checks.TYPE, f"Parameter {self.name} has the unknown type {name!r}.", "Type", fix)
        elif not found.documented:
            message = f"Parameter {self.name} has the type {name!r}, which is not documented."
            self._add(checks.UNDOCUMENTED_TYPE, message, "Type")
        return found or TEXT

    def _add(self, check: Check, message: str, attribute: str | None = None, fix: str | None = None) -> None:
        path = ("Parameters", self.name) if attribute is None else ("Parameters", self.name, attribute)
        self.problems.append(Problem(check, path, message, fix))


def _kind(value: Any) -> str:
    kinds = {dict: "a mapping", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "text" if isinstance(value, str) else type(value).__name__)

"""JSON text -> Template: values by the standard library's C parser, places only when somebody asks."""

import json
import re
from itertools import chain
from typing import Any

from tapstack.findings import InputError, Problem
from tapstack.template import limits
from tapstack.template.cut import cut
from tapstack.template.json_error import json_error
from tapstack.template.json_limits import check_limits, may_hold_too_much
from tapstack.template.json_places import Oddity, read_layout
from tapstack.template.lines import Lines
from tapstack.template.model import Template
from tapstack.template.numbers import real_number, whole_number
from tapstack.template.places import PlaceTree
from tapstack.template.text_problems import duplicate_key, not_a_number, number_range

_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"')
_CONSTANTS = ("NaN", "Infinity", "-Infinity")


class _Values:
    """Parses; ``odd`` tells afterwards whether there is something to report, for the parser does not say where."""

    def __init__(self) -> None:
        self.odd = False
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant, parse_int=self._whole, parse_float=self._real
        )

    def read(self, text: str) -> Any:
        return self._decoder.decode(text)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        body = dict(pairs)
        self.odd |= len(body) != len(pairs)
        return body

    def _constant(self, text: str) -> str:
        self.odd = True
        return text

    def _whole(self, text: str) -> int | str:
        value = whole_number(text)
        self.odd |= isinstance(value, str)
        return value

    def _real(self, text: str) -> float | str:
        value = real_number(text)
        self.odd |= isinstance(value, str)
        return value


def parse_json(text: str, file: str, size: int) -> Template:
    """The Template of a JSON text; InputError where the text is not JSON, too deep, too large or not an object."""
    body, places, problems = read_json(text, file)
    if not isinstance(body, dict):
        raise InputError(
            "the template is not an object.", remedy='Begin with {"Resources": ...}.', file=file, line=1, column=1
        )
    return Template(file, text, size, body, places, problems)


def read_json(text: str, file: str) -> tuple[Any, PlaceTree, tuple[Problem, ...]]:
    """Value, places and problems of a JSON text; InputError where the text is not JSON, too deep or too large."""
    if may_hold_too_much(text):
        check_limits(text, file)
    values = _Values()
    body = _read(values, text, file)
    if _ESCAPED_SURROGATE.search(text):
        _check_surrogates(text, file)
    lines = Lines(text)
    places = PlaceTree(lines, lambda: read_layout(text).top)
    return body, places, _problems(text, lines) if values.odd else ()


def _read(values: _Values, text: str, file: str) -> Any:
    try:
        body = values.read(text)
    except json.JSONDecodeError as error:
        check_limits(text, file)
        raise json_error(text, error, file) from None
    except RecursionError:
        check_limits(text, file)
        raise
    if limits.too_deep_or_large(body):
        check_limits(text, file)
    return body


def _check_surrogates(text: str, file: str) -> None:
    """InputError at the first text with half a pair, for it cannot be written as UTF-8, neither here nor by AWS."""
    for found in _TEXT.finditer(text):
        value = json.loads(found.group())
        if any("\ud800" <= character <= "\udfff" for character in value):
            line, column = Lines(text).position(found.start())
            remedy = "Write the character itself, or both halves of the pair."
            raise InputError(
                "a text with half of a surrogate pair.", remedy=remedy, file=file, line=line, column=column
            )


def _problems(text: str, lines: Lines) -> tuple[Problem, ...]:
    layout = read_layout(text, with_scalars=True)
    repeated = (
        duplicate_key(one.path, lines.position(one.first), lines.position(one.offset)) for one in layout.repeated
    )
    return tuple(cut(chain(repeated, (problem for one in layout.scalars for problem in _scalar(one, lines)))))


def _scalar(one: Oddity, lines: Lines) -> list[Problem]:
    place = lines.position(one.offset)
    if one.text in _CONSTANTS:
        return [not_a_number(one.path, one.text, place)]
    if one.text in ("true", "false", "null"):
        return []
    value = real_number(one.text) if set(".eE") & set(one.text) else whole_number(one.text)
    return [number_range(one.path, one.text, place)] if isinstance(value, str) else []

"""Reading tests: inputs and expectations, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
import yaml

from tapstack.checks.policy.testing.text import read
from tapstack.findings import InputError, did_you_mean

_KEYS = ("name", "input", "expectations")
_ENDS = ("PASS", "FAIL", "SKIP")


@dataclass(frozen=True, slots=True)
class Case:
    """One input, as JSON, and for each rule its expected end and the line where that stands."""

    name: str
    document: str
    expected: dict[str, tuple[str, int]]


def cases(file: str) -> Iterator[Case]:
    """The tests in a file. Raises InputError, with its line, for what is not in Guard's format."""
    node, value = read(file)
    if not isinstance(node, yaml.SequenceNode) or not isinstance(value, list):
        raise _fault(file, node, "The file is not a list of tests.", "Write '- name: ...', input and expectations.")
    for number, (part, body) in enumerate(zip(node.value, value, strict=True), start=1):
        yield _case(file, part, body, number)


def _case(file: str, node: yaml.Node, body: Any, number: int) -> Case:
    if not isinstance(node, yaml.MappingNode) or not isinstance(body, dict):
        raise _fault(file, node, f"Test {number} is not a mapping.", "Write name, input and expectations.")
    for key, _ in node.value:
        if key.value not in _KEYS:
            raise _fault(file, key, f"Unknown key {key.value!r}.", did_you_mean(key.value, _KEYS))
    members = {key.value: part for key, part in node.value}
    for wanted in ("input", "expectations"):
        if wanted not in members:
            raise _fault(file, node, f"Test {number} has no {wanted!r}.", "Add it.")
    name = body.get("name")
    document = _json(file, members["input"], body["input"])
    return Case(f"#{number}" if name is None else str(name), document, _expected(file, members["expectations"]))


def _expected(file: str, node: yaml.Node) -> dict[str, tuple[str, int]]:
    members = {key.value: part for key, part in node.value} if isinstance(node, yaml.MappingNode) else {}
    rules = members.get("rules")
    if not isinstance(rules, yaml.MappingNode):
        raise _fault(file, node, "The expectations have no 'rules'.", "Write rules: {NAME: PASS}.")
    found: dict[str, tuple[str, int]] = {}
    for key, end in rules.value:
        if key.value in found:
            raise _fault(file, key, f"{key.value!r} is expected twice.", "Keep one of them.")
        if end.value not in _ENDS:
            raise _fault(file, end, f"{key.value!r} is expected to be {end.value!r}.", "Write PASS, FAIL or SKIP.")
        found[key.value] = (end.value, key.start_mark.line + 1)
    return found


def _json(file: str, node: yaml.Node, value: Any) -> str:
    try:
        return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
    except TypeError as error:
        raise _fault(file, node, f"The input is no JSON: {error}.", "Write maps, lists, texts and numbers.") from None


def _fault(file: str, node: yaml.Node, message: str, remedy: str) -> InputError:
    mark = node.start_mark
    return InputError(message, remedy=remedy, file=file, line=mark.line + 1, column=mark.column + 1)

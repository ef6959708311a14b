"""The tests of a taskcat.yml, as far as the launcher must know them: where, what, and with which values.

taskcat starts every region of every test at once and knows no order (aws-ia/taskcat, `_cfn/threaded.py`). So a test
has one region here, and the launcher calls taskcat once for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tapstack.findings import InputError

NAME = "taskcat.yml"
_MACRO = "$[taskcat_"


@dataclass(frozen=True, slots=True)
class Test:
    """``template`` is a path from the folder of the file; ``parameters`` as text."""

    name: str
    region: str
    template: str
    parameters: Mapping[str, str]


def read(file: Path, order: Sequence[str]) -> list[Test]:
    """The tests of ``file`` in the order of their regions, which is ``order``.

    Raises InputError where taskcat would not do what this launcher promises: another order, other values.
    """
    document = _document(file)
    project = _table(document.get("project") or {}, file, "project")
    tests = [
        _test(name, _table(body, file, name), project, file)
        for name, body in _table(document.get("tests") or {}, file, "tests").items()
    ]
    if not tests:
        raise InputError("It has no tests.", remedy="Write one for each region.", file=file)
    for test in tests:
        if test.region not in order:
            remedy = f"Deployed are, in this order: {', '.join(order)}."
            raise InputError(f"The test {test.name!r} is of {test.region!r}.", remedy=remedy, file=file)
    return sorted(tests, key=lambda test: order.index(test.region))


def _document(file: Path) -> dict[str, Any]:
    try:
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        remedy = "Run this where the project is, or write one (https://aws-ia.github.io/taskcat/)."
        raise InputError(f"Cannot be read: {error.strerror}.", remedy=remedy, file=file) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"Is no YAML: {error}", remedy="Mend it.", file=file) from error
    return _table(document, file, NAME)


def _table(value: Any, file: Path, name: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise InputError(f"{name!r} is not a table.", remedy="Write names and values.", file=file)


def _test(name: str, body: Mapping[str, Any], project: Mapping[str, Any], file: Path) -> Test:
    regions = body.get("regions") or project.get("regions") or []
    if len(regions) != 1:
        remedy = "Write a test for each region: taskcat knows no order among those of one test."
        raise InputError(f"The test {name!r} has {len(regions)} regions.", remedy=remedy, file=file)
    template = body.get("template") or project.get("template")
    if not template:
        raise InputError(f"The test {name!r} has no template.", remedy="Name it beside 'template'.", file=file)
    # As taskcat merges them: the project's go before the test's own.
    parameters = {**(body.get("parameters") or {}), **(project.get("parameters") or {})}
    values = {key: _value(key, value, name, file) for key, value in parameters.items()}
    return Test(str(name), str(regions[0]), str(template), values)


def _value(key: str, value: Any, test: str, file: Path) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(_value(key, item, test, file) for item in value)
    if _MACRO in str(value):
        remedy = "Write a value: taskcat works a macro out anew for each region, and nobody else can."
        raise InputError(f"The test {test!r} sets {key} by a macro.", remedy=remedy, file=file)
    return str(value)

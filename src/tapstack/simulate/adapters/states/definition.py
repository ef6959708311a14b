"""The definition of a state machine: given as an object or as text, with substitutions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import document, pick

_GIVEN = ("Definition", "DefinitionString", "DefinitionSubstitutions")
_AT_MOST = 100


def definition(given: Mapping[str, Any]) -> str:
    """The definition as text, with the substitutions put in as they are: nothing in them is quoted or escaped.

    Source: DefinitionProcessor in aws-cloudformation-resource-providers-stepfunctions, which puts them in again for as
    long as there is anything to put in.
    """
    whole: str = given.get("DefinitionString") or json.dumps(given.get("Definition") or {})
    marks = {"${" + name + "}": _plain(value) for name, value in (given.get("DefinitionSubstitutions") or {}).items()}
    for _ in range(_AT_MOST):
        before = whole
        for mark, value in marks.items():
            whole = whole.replace(mark, value)
        if whole == before:
            break
    return whole


def definition_told(wanted: Mapping[str, Any], told: str) -> dict[str, Any]:
    """The definition that a service tells, in the form in which it is wanted.

    Where what is wanted comes to the same, it is told with its marks and substitutions, which no service can tell.
    """
    if document(definition(wanted)) == document(told):
        return pick(wanted, *_GIVEN)
    return {"DefinitionString": told} if "DefinitionString" in wanted else {"Definition": document(told)}


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

"""The rows of the conformance table: small machines, what they are given, and what has to come of them."""

import json
from pathlib import Path
from typing import Any

import yaml

PLACE = Path(__file__).parent / "conformance"
NOTHING = object()


def read(name):
    return yaml.load((PLACE / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)


def _machine(row):
    """The definition: the first of several states is the one to start at, and one alone is the last."""
    if "machine" in row:
        return row["machine"]
    states = row.get("states") or {"One": _last(row["state"])}
    return {"StartAt": next(iter(states)), "States": states}


def _last(state):
    return state if state["Type"] in ("Fail", "Succeed") else {**state, "End": True}


def machines():
    """Name, definition, input, and the row, of every machine that is told as a whole."""
    for row in [*read("data"), *read("errors")]:
        yield row["name"], _machine(row), row.get("input", {}), row


def choices():
    """The same of every value that a rule holds for, or does not."""
    for row in read("choices"):
        rule = {**row["rule"], "Next": "Holds"}
        states: dict[str, dict[str, Any]] = {"C": {"Type": "Choice", "Choices": [rule], "Default": "Fails"}}
        states |= {name: {"Type": "Pass", "Result": name, "End": True} for name in ("Holds", "Fails")}
        for expected in ("holds", "fails"):
            for value in row.get(expected, ()):
                told = {**row, "output": expected.capitalize()}
                name = f"{row['name']} {expected} for {json.dumps(value)}"
                yield name, {"StartAt": "C", "States": states}, {"v": value, **row.get("with", {})}, told


def intrinsics():
    """The same of every call of an intrinsic function."""
    for row in read("intrinsics"):
        state = {"Type": "Pass", "Parameters": {"value.$": row["call"]}, "OutputPath": "$.value"}
        told = {**row, "output": row["value"]} if "value" in row else row
        yield f"{row['call']} of {json.dumps(row['input'])}", _machine({"state": state}), row["input"], told


ROWS = [*machines(), *choices(), *intrinsics()]
"""Name, definition, input, and what has to come of it."""

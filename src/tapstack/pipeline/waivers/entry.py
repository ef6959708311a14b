"""One entry of a waiver file."""

from datetime import date
from typing import Any

from tapstack.facts import regions
from tapstack.findings import Waiver, did_you_mean
from tapstack.template.document import Document

_REQUIRED = ("rule", "reason", "owner", "expiry")
_OPTIONAL = ("resource", "region")
_FORM = "Write rule, reason, owner and expiry, and where it is meant for one only, resource or region."
_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}

Path = tuple[str | int, ...]


def entry(document: Document, path: Path, value: Any) -> Waiver:
    """The waiver that stands at ``path``. Raises InputError, at the place of what is wrong, for anything else."""
    if not isinstance(value, dict):
        raise document.error("A waiver is not a mapping.", _FORM, path)
    for key in value:
        if key not in (*_REQUIRED, *_OPTIONAL):
            raise document.error(f"Unknown key {key!r}.", did_you_mean(key, (*_REQUIRED, *_OPTIONAL)), (*path, key))
    for key in _REQUIRED:
        if key not in value:
            raise document.error(f"The waiver has no {key!r}.", _FORM, path)
    texts = {key: _text(document, (*path, key), item) for key, item in value.items()}
    return Waiver(
        rule=texts["rule"],
        resource=texts.get("resource"),
        region=_region(document, (*path, "region"), texts.get("region")),
        reason=texts["reason"],
        owner=texts["owner"],
        expiry=_day(document, (*path, "expiry"), texts["expiry"]),
        file=document.file,
        line=document.line(path),
    )


def _text(document: Document, path: Path, value: Any) -> str:
    key = path[-1]
    if value is None or (isinstance(value, str) and not value.strip()):
        remedy = "Leave it out where every one is meant." if key in _OPTIONAL else "Write a text."
        raise document.error(f"{key!r} is blank.", remedy, path)
    if not isinstance(value, str):
        raise document.error(f"{key!r} is {_KINDS[type(value)]}, not a text.", "Write a text, in quotes.", path)
    return value.strip()


def _region(document: Document, path: Path, name: str | None) -> str | None:
    if name is not None and not regions.is_region(name):
        near = regions.suggestion(name)
        remedy = f"Did you mean {near!r}?" if near else "Write it as AWS does, for example us-east-1."
        raise document.error(f"Unknown region {name!r}.", remedy, path)
    return name


def _day(document: Document, path: Path, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise document.error(f"{text!r} is not a date.", "Write the last day on which it holds as YYYY-MM-DD.", path)
    return day

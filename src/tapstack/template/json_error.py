"""A JSON syntax error in words: what stands there, and what to write instead."""

import json

from tapstack.findings import InputError
from tapstack.template.lines import Lines

_RESTORE = "Restore the rest of the file, or close what is open."


def json_error(text: str, error: json.JSONDecodeError, file: str) -> InputError:
    """The InputError for what the parser refused, at its line and column."""
    offset, message, remedy = _explain(text, error)
    line, column = Lines(text).position(offset)
    return InputError(f"not valid JSON: {message}.", remedy=remedy, file=file, line=line, column=column)


def _explain(text: str, error: json.JSONDecodeError) -> tuple[int, str, str]:
    offset = error.pos
    if error.msg.startswith("Unterminated string"):
        return offset, "the file ends inside a text that begins here", _RESTORE
    if not text[offset:].strip():
        return len(text.rstrip()), "the file ends too early", _RESTORE
    if (comma := _trailing_comma(text, offset)) is not None:
        return comma, "a comma before the closing bracket", "Remove the comma."
    if error.msg == "Extra data":
        return offset, "text after the end of the template", "Keep one JSON document in the file."
    if error.msg.startswith("Invalid control character"):
        return offset, "a line break or tab inside a text", r"Write \n or \t."
    if error.msg.startswith("Invalid \\"):
        return offset, "an unknown escape in a text", r"Write \\ for a backslash."
    return offset, *_by_character(text, offset, error)


def _trailing_comma(text: str, offset: int) -> int | None:
    here, before = text[offset:].lstrip(), text[:offset].rstrip()
    if here[:1] in ("}", "]") and before.endswith(","):
        return len(before) - 1
    if here[:1] == "," and here[1:].lstrip()[:1] in ("}", "]"):
        return offset
    return None


def _by_character(text: str, offset: int, error: json.JSONDecodeError) -> tuple[str, str]:
    character = text[offset]
    if character == "'":
        return "a text in single quotes", "Use double quotes."
    if character == "#" or text.startswith(("//", "/*"), offset):
        return "a comment", "JSON has no comments; remove it, or use YAML."
    if character == "!":
        return "a YAML short form", 'Write the long form, such as {"Ref": "Name"}.'
    if "delimiter" in error.msg:
        wanted = error.msg.removeprefix("Expecting ").removesuffix(" delimiter")
        return f"{wanted} expected, found {character!r}", f"Put {wanted} before it."
    if "property name" in error.msg:
        return f"a key in double quotes expected, found {character!r}", "Put the key in double quotes."
    return (
        f"a value expected, found {character!r}",
        "Write a text in double quotes, a number, true, false, an object or a list.",
    )

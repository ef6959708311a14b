"""Bytes -> text: UTF-8 and nothing else, with the place of the first byte that is not."""

import re

from tapstack.findings import InputError
from tapstack.template.lines import Lines

_BOM = "\ufeff"
_FOREIGN_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# What neither JSON (ECMA-404) nor YAML 1.1 (section 4.1.1) allows anywhere.
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, file: str) -> str:
    """The text of a file, without a byte order mark; InputError where it is not UTF-8 text."""
    for mark, encoding in _FOREIGN_MARKS:
        if data.startswith(mark):
            raise _encoded_as(encoding, file)
    if _looks_like_utf16(data):
        raise _encoded_as("UTF-16", file)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error, file) from None
    return check_text(text.removeprefix(_BOM), file)


def check_text(text: str, file: str) -> str:
    """The text itself, without a byte order mark; InputError where it is empty or holds what no text file holds."""
    text = text.removeprefix(_BOM)
    if not text.strip():
        raise InputError(
            "the file is empty.", remedy="Write a template with a Resources section.", file=file, line=1, column=1
        )
    if found := _CONTROL.search(text):
        raise _refuse(
            text, found.start(), "control character", "This is a binary or damaged file; give a text file.", file
        )
    if found := _SURROGATE.search(text):
        raise _refuse(text, found.start(), "half of a surrogate pair,", "Save the file as UTF-8.", file)
    return text


def _refuse(text: str, offset: int, what: str, remedy: str, file: str) -> InputError:
    line, column = Lines(text).position(offset)
    return InputError(
        f"{what} U+{ord(text[offset]):04X} in the text.", remedy=remedy, file=file, line=line, column=column
    )


def _encoded_as(encoding: str, file: str) -> InputError:
    return InputError(f"the file is {encoding} text.", remedy="Save it as UTF-8.", file=file, line=1, column=1)


def _looks_like_utf16(data: bytes) -> bool:
    start = data[:64]
    return len(start) > 3 and (not any(start[::2]) or not any(start[1::2])) and any(start)


def _not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> InputError:
    before = data[: error.start].decode("utf-8").removeprefix(_BOM)
    line, column = Lines(before).position(len(before))
    remedy = "This is a binary file; give a text file." if "\x00" in before else "Save the file as UTF-8."
    message = f"byte 0x{data[error.start]:02X} is not UTF-8."
    return InputError(message, remedy=remedy, file=file, line=line, column=column)

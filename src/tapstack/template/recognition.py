"""Whether a file is a CloudFormation template at all: for commands that are handed whatever was edited."""

import re
from pathlib import Path
from typing import Any

from tapstack.findings import InputError
from tapstack.template.limits import MAX_FILE_BYTES
from tapstack.template.load import load

_SECTIONS = ("AWSTemplateFormatVersion", "Resources")
_MARK = re.compile(rb"""AWSTemplateFormatVersion|Resources["']?\s*:|Type["']?\s*:\s*["']?\w+::""")
# A byte order mark, blanks, comments and directives, then the first member of a JSON or YAML list.
_LIST = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|#[^\n]*\n|---\s|%[^\n]*\n)*+(?:\[|-\s)")


def is_template(file: str) -> bool:
    """Whether a file is a template, or may be meant as one.

    A template has a section ``AWSTemplateFormatVersion`` or ``Resources``, or another section whose members have
    types, such as a ``Resources`` that is misspelt. What cannot be read, or speaks of such things but cannot be
    parsed, counts as a template, so that whoever judges it says what is wrong.
    """
    text = _text(file)
    if text is not None and (not _MARK.search(text) or _LIST.match(text)):
        return False
    try:
        body = load(file).body
    except InputError:
        return True
    return any(name in body for name in _SECTIONS) or any(_has_types(section) for section in body.values())


def _text(file: str) -> bytes | None:
    """The file without its zero bytes, which leaves of UTF-16 what is ASCII; None where it cannot be read."""
    path = Path(file)
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            return stream.read(MAX_FILE_BYTES).replace(b"\0", b"")
    except OSError:
        return None


def _has_types(section: Any) -> bool:
    members = section.values() if isinstance(section, dict) else ()
    return any(isinstance(member, dict) and "::" in str(member.get("Type")) for member in members)

"""From the name of a source to its text, as Python reads it: UTF-8, every line ended by a line feed."""

import os
import re
from pathlib import PurePosixPath, PureWindowsPath

from tapstack.findings import InputError
from tapstack.template.document import read_text
from tapstack.template.embedding.functions import Function, refused
from tapstack.template.lines import Lines
from tapstack.template.model import Template

MOST_BYTES = 1_000_000
"""A template has at most as many. The schema of AWS::Lambda::Function takes 4 MB zipped, which is never met first."""

# What a literal block of YAML 1.1 does not give back as written: all but its printable characters, and its line
# breaks other than line feed. JSON could escape them, but a source must fit into either.
_UNFIT = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def source_file(template: Template, function: Function, name: str) -> str:
    """The path of the source that a function names. InputError where it lies outside or does not exist."""
    parts = {*PurePosixPath(name).parts, *PureWindowsPath(name).parts}
    if ".." in parts or PureWindowsPath(name).anchor or "\0" in name:
        raise _refused(template, function, f"the source {name!r} is not a path below the template's folder")
    folder = os.path.dirname(template.file)  # noqa: PTH120  the path is kept as it was written
    file = os.path.join(folder, name)  # noqa: PTH118  as above
    if not is_below(folder, file):
        raise _refused(template, function, f"the source {name!r} is a link out of the template's folder")
    if not os.path.exists(file):  # noqa: PTH110  as above
        raise _refused(template, function, f"the source {name!r} does not exist")
    return file


def is_below(folder: str, file: str) -> bool:
    """Whether a file lies in a folder or below, wherever links lead."""
    root = os.path.realpath(folder)
    return os.path.commonpath((root, os.path.realpath(file))) == root


def read_source(file: str, what_to_write: str = "the function") -> str:
    """The text of a source without a byte order mark. Raises InputError, also for one without ``what_to_write``."""
    text = read_text(file, "a Python file", MOST_BYTES)
    if not text.strip():
        raise InputError("the source is empty.", remedy=f"Write {what_to_write}.", file=file, line=1, column=1)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _UNFIT.search(text):
        line, column = Lines(text).position(found.start())
        message = f"character U+{ord(found.group()):04X}, which does not survive in a template."
        remedy = f"Write it as an escape: {found.group().encode('unicode_escape').decode('ascii')}."
        raise InputError(message, remedy=remedy, file=file, line=line, column=column)
    return text


def _refused(template: Template, function: Function, what: str) -> InputError:
    remedy = "Name a file below the template's folder, from there and with slashes."
    return refused(template, function.source_path, f"{function.name}: {what}.", remedy)

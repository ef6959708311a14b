"""A YAML syntax error in words: what the parser met, where, and what to write instead."""

import yaml
from yaml.reader import ReaderError

from tapstack.findings import InputError
from tapstack.template.lines import Lines

_RESERVED = "@`%*&!|>"


def yaml_error(text: str, error: yaml.YAMLError, file: str) -> InputError:
    """The InputError for what the parser refused, at its line and column."""
    if isinstance(error, ReaderError):
        offset = len(text.encode()[: error.position].decode("utf-8", "ignore"))
        return at(text, offset, "not valid YAML: a control character.", "Remove the character.", file)
    if not isinstance(error, yaml.MarkedYAMLError):
        return at(text, 0, f"not valid YAML: {error}.", "Correct the file.", file)
    mark = error.problem_mark or error.context_mark
    offset = 0 if mark is None else mark.index
    message = ", ".join(part for part in (error.context, error.problem) if part)
    return at(text, offset, f"not valid YAML: {message}.", _remedy(text, offset, error), file)


def at(text: str, offset: int, message: str, remedy: str, file: str) -> InputError:
    """An InputError at an offset of the text."""
    line, column = Lines(text).position(offset)
    return InputError(message, remedy=remedy, file=file, line=line, column=column)


def _remedy(text: str, offset: int, error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    line_start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    if "\t" in text[line_start : offset + 1]:
        return "Indent with spaces; YAML allows no tabs there."
    if not text[offset:].strip():
        return "The file ends too early: close the quote or bracket that is open, or restore the rest."
    if text[offset : offset + 1] in _RESERVED:
        return "Put a text that begins with this character in quotes."
    if "mapping values are not allowed" in problem:
        return "Put a text that contains ': ' in quotes, or correct the indentation."
    return "Check the indentation, quotes and brackets here and in the line above."

"""How much is read at all: beyond these a text is refused before anything walks it."""

from collections.abc import Iterator
from typing import Any

from tapstack.findings import InputError
from tapstack.template.model import Template
from tapstack.template.position import Position

MAX_FILE_BYTES = 10_000_000
"""CloudFormation refuses a template of more than 1,000,000 bytes; ten times that is no template."""

MAX_DEPTH = 100
"""Levels of mappings and lists. Rendering takes about three Python frames a level under a default limit of 1,000
frames that callers share; cfn-lint 1.58 overflows at about fifty nested functions, which are a hundred levels."""

MAX_VALUES = 250_000
"""Values with aliases written out, the number that cfn-lint 1.58 allows; 1 MB of real template holds a fifth."""

MOST_MEMBERS = {"Resources": 5_000, "Parameters": 2_000, "Outputs": 2_000, "Mappings": 2_000}
"""Members of a section: ten times the quotas of CloudFormation."""

LONGEST_NAME = 1_000
"""Characters of a name in a section; CloudFormation takes at most 255 in a logical id."""


def check_sections(template: Template) -> None:
    """InputError where a section has too many members, or one with too long a name: each is named in many verdicts."""
    for section in template.body:
        members = template.section(section)
        most = MOST_MEMBERS.get(section, len(members))
        if len(members) > most:
            raise too_many_members(section, template.position((section,)), template.file)
        for name in members:
            if len(name) > LONGEST_NAME and section != "Metadata":
                raise _too_long(section, template.position((section, name)), template.file)


def too_deep_or_large(body: Any) -> bool:
    """Whether a value that shares no parts is deeper than MAX_DEPTH or larger than MAX_VALUES."""
    count, level = 0, [body]
    for _depth in range(MAX_DEPTH + 1):
        count += len(level)
        level = [item for value in level for item in _items(value)]
        if not level or count > MAX_VALUES:
            return count > MAX_VALUES
    return True


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def too_deep(position: Position, file: str) -> InputError:
    """The error for a value below MAX_DEPTH."""
    return InputError(
        f"more than {MAX_DEPTH} levels of mappings and lists.",
        remedy="Flatten it.",
        file=file,
        line=position.line,
        column=position.column,
    )


def too_many_members(section: str, position: Position, file: str) -> InputError:
    """The error for a section with more than MOST_MEMBERS."""
    most = MOST_MEMBERS[section]
    return InputError(
        f"more than {most:,} {section}; CloudFormation takes at most {most // 10}.",
        remedy="Split the template into several stacks.",
        file=file,
        line=position.line,
        column=position.column,
    )


def _too_long(section: str, position: Position, file: str) -> InputError:
    return InputError(
        f"a name of more than {LONGEST_NAME:,} characters in {section}.",
        remedy="Shorten it; CloudFormation takes at most 255.",
        file=file,
        line=position.line,
        column=position.column,
    )


def too_many(position: Position, file: str) -> InputError:
    """The error for the value after the first MAX_VALUES."""
    return InputError(
        f"more than {MAX_VALUES:,} values, aliases written out.",
        remedy="Split it, a template into nested stacks, and write out aliases that refer to aliases.",
        file=file,
        line=position.line,
        column=position.column,
    )

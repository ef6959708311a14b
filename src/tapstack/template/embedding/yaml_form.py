"""Code in a YAML template: a literal block; in a mapping in braces, where no block can stand, as in JSON."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from tapstack.template.embedding.edit import Edit, Spot
from tapstack.template.embedding.json_form import join
from tapstack.template.yaml_text import LOADER

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_HEADER = re.compile(r"[|>][^\r\n]*")


class _Value(NamedTuple):
    """Where a value stands: after its key's colon, from its first to behind its last visible character."""

    colon: int
    start: int
    stop: int
    in_braces: bool


def yaml_edit(spot: Spot, text: str) -> Edit:
    """Puts ``text`` in the place of the value of the key at ``spot``; comments beside it move to the key's line."""
    value = _find(spot)
    if value.in_braces:
        return Edit(value.start, value.stop, join(spot, text))
    stop = value.stop + len(_matched(_REST, spot.text, value.stop))
    comment = "".join(_comments(spot.text, value, stop))
    if text.endswith("\n\n"):  # blank lines behind the block would be part of it
        stop += len(_matched(_BLANK_LINES, spot.text, stop))
    ending = spot.line_break if text.endswith("\n\n") or stop == len(spot.text) else ""
    return Edit(value.colon, stop, f" {_block(spot, text, comment)}{ending}")


def _block(spot: Spot, text: str, comment: str) -> str:
    """The literal block without its last line break."""
    column = spot.offset - max(spot.text.rfind("\n", 0, spot.offset), spot.text.rfind("\r", 0, spot.offset)) - 1
    step = spot.step if len(spot.step) < 10 else "  "
    depth = str(len(step)) if text[0] in " \t\n" else ""
    kept = _kept(text)
    lines = text.removesuffix("\n").split("\n")
    body = (" " * column + step + line if line else "" for line in lines)
    return spot.line_break.join((f"|{depth}{kept}{comment}", *body))


def _kept(text: str) -> str:
    """The chomping indicator that gives back the line breaks at the end of a text."""
    if text.endswith("\n\n"):
        return "+"
    return "" if text.endswith("\n") else "-"


def _comments(text: str, value: _Value, stop: int) -> Iterator[str]:
    header = _matched(_HEADER, text, value.start)
    for part in (text[value.colon : value.start], header, text[value.stop : stop]):
        yield from _COMMENT.findall(part)


def _matched(pattern: re.Pattern[str], text: str, offset: int) -> str:
    found = pattern.match(text, offset)
    return found.group() if found else ""


def _find(spot: Spot) -> _Value:
    """The value of the key, told from the parser's events."""
    events: Iterator[Any] = iter(yaml.parse(spot.text, Loader=LOADER))
    braces: list[bool] = []
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            braces.append(bool(event.flow_style))
        elif isinstance(event, yaml.CollectionEndEvent):
            braces.pop()
        elif event.start_mark.index == spot.offset and isinstance(event, yaml.ScalarEvent):
            return _value(spot.text, event, events, braces[-1])
    raise AssertionError("The key stands where the template's places say.")


def _value(text: str, key: Any, events: Iterator[Any], in_braces: bool) -> _Value:
    colon = text.index(":", key.end_mark.index) + 1
    start, stop = _extent(events)
    return _Value(colon, start, max(colon, start + len(text[start:stop].rstrip())), in_braces)


def _extent(events: Iterator[Any]) -> tuple[int, int]:
    """First and last offset of the next node; the end of a block collection is that of its last scalar."""
    first: Any = next(events)
    stop, in_braces = _end(first), []
    for event in (first, *_until_closed(first, events)):
        if isinstance(event, yaml.CollectionStartEvent):
            in_braces.append(event.flow_style)
        elif not isinstance(event, yaml.CollectionEndEvent) or in_braces.pop():
            stop = _end(event)
    return first.start_mark.index, stop


def _until_closed(first: Any, events: Iterator[Any]) -> Iterator[Any]:
    """The events after the first one that belong to its node."""
    depth = int(isinstance(first, yaml.CollectionStartEvent))
    while depth:
        event = next(events)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        yield event


def _end(event: Any) -> int:
    return int(event.end_mark.index)

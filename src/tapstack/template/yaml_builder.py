"""Builds values and places from YAML events."""

from typing import Any

import yaml

from tapstack.findings import InputError, Problem, TemplatePath
from tapstack.template import limits
from tapstack.template.lines import Lines
from tapstack.template.yaml_error import at
from tapstack.template.yaml_nodes import MERGE, Frame, Node
from tapstack.template.yaml_notes import Notes
from tapstack.template.yaml_scalars import KNOWN_TAGS, implicit_tag, scalar_value
from tapstack.template.yaml_tags import LONG_FORMS, shown_tag, tag_fault

_PREFIX = "tag:yaml.org,2002:"


class Builder:
    """Takes the events of one document in order; ``root`` is the document's node at the end."""

    def __init__(self, text: str, file: str, lines: Lines) -> None:
        self.root: Node | None = None
        self.start = 0
        self._text = text
        self._file = file
        self._lines = lines
        self._frames: list[Frame] = []
        self._anchors: dict[str, Node | None] = {}
        self._notes = Notes(lines)
        self._documents = 0
        self._values = 0

    def problems(self, body: dict[str, Any]) -> tuple[Problem, ...]:
        """What was noticed on the way."""
        return self._notes.problems(body)

    def document(self, event: Any) -> None:
        """InputError for a second document."""
        self._documents += 1
        if self._documents > 1:
            raise self._error(event, "a second document in one file.", "Keep one document in a file.")

    def scalar(self, event: Any) -> None:
        """A key, or a scalar with or without a tag."""
        offset = event.start_mark.index
        if self._frames and self._frames[-1].key_due:
            self._key(event, offset)
            return
        tag = None if event.tag == "!" else event.tag
        node = Node(event.value).tagged(tag, offset) if tag in LONG_FORMS else Node(self._value(event, tag, offset))
        self._finish(node, event.anchor, offset, event)

    def open(self, event: Any) -> None:
        """A mapping or a list begins."""
        offset, mapping = event.start_mark.index, isinstance(event, yaml.MappingStartEvent)
        if self._frames and self._frames[-1].key_due:
            raise self._error(event, "a mapping or list as a key.", "Write a text as the key.")
        tag = None if event.tag in ("!", _PREFIX + ("map" if mapping else "seq")) else event.tag
        if tag is not None and tag not in LONG_FORMS:
            raise self._unknown_tag(event)
        if len(self._frames) >= limits.MAX_DEPTH:
            raise limits.too_deep(self._lines.position(offset), self._file)
        if not self._frames:
            self.start = offset
        if event.anchor:
            self._anchors[event.anchor] = None
        self._frames.append(Frame(offset, tag, event.anchor, mapping=mapping))

    def close(self, event: Any) -> None:
        """The innermost mapping or list ends."""
        frame = self._frames.pop()
        node = frame.close()
        if frame.tag is not None:
            node = node.tagged(frame.tag, frame.offset)
        self._finish(node, frame.anchor, frame.offset, event)

    def alias(self, event: Any) -> None:
        """A value that is written elsewhere: the same object, never a copy."""
        offset = event.start_mark.index
        if event.anchor not in self._anchors:
            raise self._error(event, f"alias *{event.anchor} without an anchor.", "Write the value out.")
        node = self._anchors[event.anchor]
        if node is None:
            raise self._error(event, f"alias *{event.anchor} stands inside what it names.", "Write the value out.")
        if self._frames and self._frames[-1].key_due:
            raise self._error(event, "an alias as a key.", "Write the key out.")
        if not (self._frames and self._frames[-1].merging):
            self._notes.alias(self._path(), event.anchor, offset)
        self._finish(node, None, offset, event)

    def _key(self, event: Any, offset: int) -> None:
        frame = self._frames[-1]
        if event.tag not in (None, "!", _PREFIX + "str"):
            raise self._error(event, f"tag {shown_tag(event.tag)} on a key.", "Write the key as plain text.")
        kind = implicit_tag(event.value) if event.implicit[0] else "str"
        frame.key, frame.key_offset, frame.merging = event.value, offset, kind == "merge"
        if event.anchor:
            self._anchors[event.anchor] = Node(event.value)
        if frame.merging:
            self._notes.merge(self._path(), offset)
            return
        if event.value in frame.children:
            self._notes.repeated(self._path(), frame.children[event.value].offset, offset)
        if kind != "str" and (kind in ("null", "bool") or str(scalar_value(kind, event.value)) != event.value):
            self._notes.key(self._path(), kind, offset)

    def _value(self, event: Any, tag: str | None, offset: int) -> Any:
        if tag is None:
            kind = implicit_tag(event.value) if event.implicit[0] else "str"
        elif tag in KNOWN_TAGS:
            kind = tag.removeprefix(_PREFIX)
        else:
            raise self._unknown_tag(event)
        try:
            value = scalar_value(kind, event.value)
        except ValueError:
            raise self._error(event, f"{event.value[:40]!r} is not of type {kind}.", "Correct value or tag.") from None
        if kind in ("int", "float") and isinstance(value, str):
            self._notes.number(self._path(), value, offset)
        return value

    def _finish(self, node: Node, anchor: str | None, offset: int, event: Any) -> None:
        self._values += 1
        if anchor:
            self._anchors[anchor] = node
        if node.height + len(self._frames) > limits.MAX_DEPTH:
            raise limits.too_deep(self._lines.position(offset), self._file)
        if not self._frames:
            self.root, self.start = node, offset
            return
        try:
            count = self._frames[-1].add(node, offset)
        except ValueError:
            raise self._error(event, f"{MERGE} merges only mappings.", "Write the keys out.") from None
        if max(count, self._values) > limits.MAX_VALUES:
            raise limits.too_many(self._lines.position(offset), self._file)

    def _path(self) -> TemplatePath:
        return tuple(step for frame in self._frames for step in frame.steps())

    def _unknown_tag(self, event: Any) -> InputError:
        return self._error(event, *tag_fault(event.tag))

    def _error(self, event: Any, message: str, remedy: str) -> InputError:
        return at(self._text, event.start_mark.index, message, remedy, self._file)

"""YAML text -> value, for files in which nothing may hide: no tags, and no aliases."""

from typing import Any

from tapstack.findings import InputError, Problem
from tapstack.template.lines import Lines
from tapstack.template.places import PlaceTree
from tapstack.template.yaml_builder import Builder
from tapstack.template.yaml_scalars import KNOWN_TAGS
from tapstack.template.yaml_tags import shown_tag
from tapstack.template.yaml_text import build


def read_yaml(text: str, file: str, empty: str) -> tuple[Any, PlaceTree, tuple[Problem, ...]]:
    """Value, places and problems of a YAML text; InputError where it is not YAML, has no value or goes too far."""
    lines = Lines(text)
    builder = _Builder(text, file, lines)
    root = build(builder, text, file)
    if root is None:
        raise InputError("the file holds no document.", remedy=empty, file=file, line=1, column=1)
    children = root.children or {}
    return root.value, PlaceTree(lines, lambda: children), builder.problems({})


class _Builder(Builder):
    def scalar(self, event: Any) -> None:
        self._check_tag(event, KNOWN_TAGS)
        super().scalar(event)

    def open(self, event: Any) -> None:
        self._check_tag(event, frozenset())
        super().open(event)

    def alias(self, event: Any) -> None:
        raise self._error(event, f"alias *{event.anchor}.", "Write the value out.")

    def _check_tag(self, event: Any, known: frozenset[str]) -> None:
        if event.tag not in (None, "!") and event.tag not in known:
            raise self._error(event, f"tag {shown_tag(event.tag)}.", "Remove the tag, or put the text in quotes.")

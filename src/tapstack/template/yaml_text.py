"""YAML text -> Template, event by event: nothing is executed, nothing recurses, aliases are never copied."""

from collections.abc import Iterable
from typing import Any

import yaml

from tapstack.findings import InputError
from tapstack.template import limits
from tapstack.template.lines import Lines
from tapstack.template.model import Template
from tapstack.template.places import PlaceTree
from tapstack.template.yaml_builder import Builder
from tapstack.template.yaml_error import at, yaml_error
from tapstack.template.yaml_nodes import Node

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Who reads YAML here: the C library where there is one."""


def parse_yaml(text: str, file: str, size: int) -> Template:
    """The Template of a YAML text; InputError where the text is not YAML, holds an unknown tag, or goes too far."""
    lines = Lines(text)
    builder = Builder(text, file, lines)
    root = build(builder, text, file)
    if root is None:
        raise InputError("the file holds no document.", remedy="Write a template.", file=file, line=1, column=1)
    if not isinstance(root.value, dict):
        raise at(text, builder.start, "the template is not a mapping.", "Begin with `Resources:`.", file)
    if root.height > limits.MAX_DEPTH:
        raise limits.too_deep(lines.position(builder.start), file)
    children = root.children or {}
    return Template(file, text, size, root.value, PlaceTree(lines, lambda: children), builder.problems(root.value))


def build(builder: Builder, text: str, file: str) -> Node | None:
    """Hands a text to its builder; the node of its document, None where it has none. InputError for wrong syntax."""
    try:
        return _build(builder, yaml.parse(text, Loader=LOADER))
    except yaml.YAMLError as error:
        raise yaml_error(text, error, file) from None


def _build(builder: Builder, events: Iterable[Any]) -> Node | None:
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            builder.scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            builder.open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            builder.close(event)
        elif isinstance(event, yaml.AliasEvent):
            builder.alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            builder.document(event)
    return builder.root

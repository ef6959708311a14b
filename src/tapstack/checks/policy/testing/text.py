"""Reading YAML as Guard reads it: YAML 1.2's plain values, and the short forms of CloudFormation's functions."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tapstack.findings import InputError
from tapstack.template.document import read_text
from tapstack.template.yaml_tags import LONG_FORMS

_MOST = 1_000_000
_LARGEST = 16 * 1024 * 1024


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the one in C where there is one
    """Neither dates, nor ``yes`` and ``no``, nor numbers that begin with 0: they stay text."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012  PyYAML's own name for it


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+0123456789."),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("merge", r"<<", "<"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first))


def _long_form(loader: Any, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = LONG_FORMS.get(f"!{suffix}", suffix)
    if isinstance(node, yaml.MappingNode):
        return {name: loader.construct_mapping(node, deep=True)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_scalar(node)}


_Loader.add_multi_constructor("!", _long_form)


def read(file: str) -> tuple[yaml.Node, Any]:
    """The node of the document, which knows its lines, and its value.

    Raises InputError, with line and column, for what cannot be read.
    """
    text = read_text(file, "a file of tests", _LARGEST)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise InputError("The file is empty.", remedy="Write tests, or remove it.", file=file, line=1)
        _refuse_if_endless(node, file)
        return node, loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = {"line": mark.line + 1, "column": mark.column + 1} if mark else {}
        raise InputError(f"Not YAML: {error.problem}.", remedy="Correct it.", file=file, **place) from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        message = f"Not YAML: {' '.join(str(error).split())[:200]}."
        raise InputError(message, remedy="Correct it.", file=file) from None


def _refuse_if_endless(node: yaml.Node, file: str) -> None:
    """Aliases may make a small file stand for more than any memory holds, or for itself."""
    sizes: dict[int, int] = {}

    def size(node: yaml.Node) -> int:
        known = sizes.get(id(node))
        if known is None:
            sizes[id(node)] = _MOST + 1  # until it is known: met again, it contains itself
            members = node.value if isinstance(node, yaml.CollectionNode) else []
            parts = (part for member in members for part in (member if isinstance(member, tuple) else (member,)))
            known = sizes[id(node)] = 1 + sum(map(size, parts))
        return known

    if size(node) > _MOST:
        raise InputError("The file stands for too many values.", remedy="Write fewer aliases.", file=file)

"""The functions behind custom resources, and how their code answers."""

from __future__ import annotations

import ast

from tapstack.checks.truths.code.source import FUNCTION, Source
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property


def provider(token: Property, view: View) -> Item | None:
    """The function that a ServiceToken leads to; None where it certainly is none of the set, or none at all.

    Raises NotKnown where it may lie outside.
    """
    if not token.given:
        return None
    if ":sns:" in token.pattern:
        raise NotKnown("who answers behind the topic is not known")
    return view.find(token, FUNCTION)


def answers(found: Source) -> bool:
    """Whether the code knows of a way to answer."""
    urls = any(node.attr == "ResponseURL" for node in found.every(ast.Attribute))
    written = any("ResponseURL" in text for text in found.texts)
    return urls or written or any(sending(found, node) for node in found.calls)


def sending(found: Source, call: ast.Call) -> bool:
    """Whether it is a call of cfnresponse.send, or of something that is named like it."""
    return found.named(call.func).rpartition(".")[2].lower() in _NAMES or found.named(call.func) == "cfnresponse.send"


_NAMES = frozenset({"send_response", "sendresponse", "send_cfn_response", "cfn_send", "respond"})

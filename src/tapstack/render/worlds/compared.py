"""The texts that parameters are compared with: those at which a decision may turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tapstack.render.conditions import Equals
from tapstack.render.functions.find_in_map import FindInMapNode
from tapstack.render.functions.ref import NamedNode
from tapstack.render.worlds.decisions import Decision, lookup_keys, parameter_names
from tapstack.template.logic import text_of
from tapstack.template.rule_functions import COMPARISONS

if TYPE_CHECKING:
    from tapstack.render.node import Node
    from tapstack.render.run import Run

_SEPARATORS = re.compile(r"([^0-9A-Za-z]+)")
_SHORT, _MOST_PARTS = 8, 36


@dataclass
class Compared:
    """By parameter: ``literals`` it is compared with, in order; ``peers``, the parameters it is compared with.

    ``composed`` are parameters of which only a part, or a text made of them, is compared; ``placed`` those that are
    compared with the region; ``unsolved`` those that are compared with a text made of others.
    """

    literals: dict[str, dict[str, None]] = field(default_factory=dict)
    peers: dict[str, dict[str, None]] = field(default_factory=dict)
    composed: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    unsolved: set[str] = field(default_factory=set)

    def group(self, name: str) -> list[str]:
        """The parameters that it is compared with, directly or through others, itself first."""
        found = {name: None}
        pending = [name]
        while pending:
            for peer in self.peers.get(pending.pop(), ()):
                if peer not in found:
                    found[peer] = None
                    pending.append(peer)
        return list(found)

    def texts(self, name: str) -> list[str]:
        """The literals of its whole group, its own first."""
        return list(dict.fromkeys(text for member in self.group(name) for text in self.literals.get(member, ())))

    def add(self, name: str, texts: Iterable[str]) -> None:
        """Note literals."""
        self.literals.setdefault(name, {}).update(dict.fromkeys(texts))

    def link(self, names: Sequence[str]) -> None:
        """Note that parameters are compared with each other."""
        for name in names:
            self.peers.setdefault(name, {}).update((peer, None) for peer in names if peer != name)


def compared(decisions: Sequence[Decision], rules: Any, runs: Sequence[Run], names: Iterable[str]) -> Compared:
    """What conditions, mappings and the raw Rules section compare parameters with, in the places of ``runs``."""
    found = Compared()
    for decision in decisions:
        if isinstance(decision.made_by, FindInMapNode):
            for name, keys in lookup_keys(decision.made_by):
                found.add(name, keys)
            found.composed |= set(decision.names) - {name for name, _ in lookup_keys(decision.made_by)}
        else:
            _equals(found, decision.made_by, runs)
    for comparison in _rule_comparisons(rules):
        _rule(found, comparison, frozenset(names), runs)
    return found


def _equals(found: Compared, equals: Equals, runs: Sequence[Run]) -> None:
    sides = [(side, parameter_names((side,))) for side in (equals.left, equals.right)]
    found.link(list(dict.fromkeys(name for _, names in sides for name in names)))
    for (side, names), (other, others) in (sides, sides[::-1]):
        found.composed |= set() if isinstance(side, NamedNode) else set(names)
        if not others:
            _add(found, names, _known(other, runs), whole=isinstance(side, NamedNode))
        elif not isinstance(other, NamedNode):
            found.unsolved |= set(names)
        if isinstance(other, NamedNode) and other.name == "AWS::Region":
            found.placed |= set(names)


def _known(node: Node, runs: Sequence[Run]) -> list[str]:
    values = (text_of(node.evaluate(run)) for run in runs)
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _add(found: Compared, names: Sequence[str], texts: Sequence[str], *, whole: bool) -> None:
    for name in names:
        found.add(name, texts if whole else (part for text in texts for part in _parts(text)))


def _parts(text: str) -> list[str]:
    """What a parameter may have brought into a text: a stretch of its characters, or of its words where it is long."""
    words = list(text) if len(text) <= _SHORT else _SEPARATORS.split(text)
    runs = ("".join(words[start:end]) for start in range(len(words)) for end in range(len(words), start, -1))
    return ["", *dict.fromkeys(runs)][: _MOST_PARTS + 1]


def _rule_comparisons(body: Any) -> Iterator[Any]:
    """The arguments of every comparison in the Rules section."""
    if isinstance(body, dict):
        for name, inner in body.items():
            if name in COMPARISONS:
                yield inner
            else:
                yield from _rule_comparisons(inner)
    elif isinstance(body, list):
        for inner in body:
            yield from _rule_comparisons(inner)


def _rule(found: Compared, comparison: Any, names: frozenset[str], runs: Sequence[Run]) -> None:
    references, texts = list[str](), dict[str, None]()
    _leaves(comparison, references, texts)
    parameters = [name for name in references if name in names]
    found.link(parameters)
    for pseudo in set(references) - set(parameters):
        known: list[Mapping[str, Any]] = [run.pseudo for run in runs]
        texts |= dict.fromkeys(value for place in known if isinstance(value := place.get(pseudo), str))
        found.placed |= set(parameters) if pseudo == "AWS::Region" else set()
    for name in parameters:
        found.add(name, texts)


def _leaves(body: Any, references: list[str], texts: dict[str, None]) -> None:
    if isinstance(body, dict):
        for name, inner in body.items():
            if name == "Ref" and isinstance(inner, str):
                references.append(inner)
            else:
                _leaves(inner, references, texts)
    elif isinstance(body, list):
        for inner in body:
            _leaves(inner, references, texts)
    elif isinstance(text := text_of(body), str):
        texts[text] = None

"""Which characters a pattern cannot tell apart: it is enough to try one of them."""

from collections.abc import Iterable, Sequence

import regex

_ATOM = regex.compile(r"\[(?:[^\[\]]|(?R))*\]|\\U[0-9a-f]{8}|[A-Za-z0-9]", regex.V1)
_REPEATS_A_GROUP = regex.compile(r"\(\?:\\[1-9]\)")
_WORD_EDGE = regex.compile(r"\\[bB]")


def alike(alphabet: Iterable[str], patterns: Sequence[str]) -> list[str]:
    """The alphabet in groups of characters that are in the same sets of every pattern; in its order.

    Where a pattern repeats what a group has matched, every character is only like itself.
    """
    if any(map(_REPEATS_A_GROUP.search, patterns)):
        return list(alphabet)
    written = dict.fromkeys(atom for pattern in patterns for atom in _ATOM.findall(pattern))
    edges = [r"\w"] if any(map(_WORD_EDGE.search, patterns)) else []
    flags = [regex.V1, *(regex.V1 | regex.IGNORECASE for pattern in patterns if "(?i" in pattern)]
    atoms = [regex.compile(atom, flag) for atom in (*written, *edges) for flag in flags]
    groups: dict[tuple[bool, ...], str] = {}
    for character in alphabet:
        kind = tuple(atom.fullmatch(character) is not None for atom in atoms)
        groups[kind] = groups.get(kind, "") + character
    return list(groups.values())

"""A strategy and a few of its texts, known before anything is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tapstack.pytest_plugin.strategies.hidden import Hidden

_TRIES = 3


@dataclass(frozen=True)
class Supply:
    """``examples`` show that there is something to draw, and serve where drawing does not succeed."""

    strategy: st.SearchStrategy[str]
    examples: tuple[str, ...]

    def only(self, fits: Callable[[str], bool]) -> "Supply | None":
        """Those that fit; None where no example does.

        No draw is rejected, for a set of many parameters would be whenever one of them is: after a few tries an
        example is taken.
        """
        kept = tuple(filter(fits, self.examples))
        return Supply(_fitting(self.strategy, fits, kept), kept) if kept else None

    def hidden(self) -> "Supply":
        """The same, not to be printed."""
        return Supply(self.strategy.map(Hidden), tuple(map(Hidden, self.examples)))


def together(supplies: "Sequence[Supply | None]") -> Supply | None:
    """One supply of several; None of none."""
    found = [supply for supply in supplies if supply is not None]
    if not found:
        return None
    examples = tuple(dict.fromkeys(text for supply in found for text in supply.examples))
    return Supply(st.one_of([supply.strategy for supply in found]), examples)


@st.composite
def _fitting(
    draw: st.DrawFn, strategy: st.SearchStrategy[str], fits: Callable[[str], bool], kept: tuple[str, ...]
) -> str:
    for _ in range(_TRIES):
        text = draw(strategy)
        if fits(text):
            return text
    return draw(st.sampled_from(kept))

"""Finding names that wait for each other, with the whole path."""

from collections.abc import Iterable, Iterator, Mapping


def circles(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Circles that share no name, each from its first name in the order of ``needs`` back to it.

    Each name in a circle needs the next. Without the names of all circles, what is left has none.
    """
    rank = {name: index for index, name in enumerate(needs)}
    found = [_from_first(circle, rank) for circle in _Search(needs).run()]
    return sorted(found, key=lambda names: rank[names[0]])


def _from_first(circle: list[str], rank: Mapping[str, int]) -> list[str]:
    start = min(range(len(circle)), key=lambda index: rank[circle[index]])
    return [*circle[start:], *circle[: start + 1]]


class _Search:
    """Depth first, without recursion: whatever leads back into the current path closes a circle, which is cut out."""

    def __init__(self, needs: Mapping[str, Iterable[str]]) -> None:
        self.needs = needs
        self.seen: set[str] = set()
        self.path: list[str] = []
        self.depth: dict[str, int] = {}
        self.rest: list[Iterator[str]] = []

    def run(self) -> Iterator[list[str]]:
        for name in self.needs:
            if name not in self.seen:
                self._enter(name)
                yield from self._below()

    def _below(self) -> Iterator[list[str]]:
        while self.path:
            needed = next(self.rest[-1], None)
            if needed is None:
                self._leave(len(self.path) - 1)
            elif needed in self.depth:
                yield self._leave(self.depth[needed])
            elif needed in self.needs and needed not in self.seen:
                self._enter(needed)

    def _enter(self, name: str) -> None:
        self.seen.add(name)
        self.depth[name] = len(self.path)
        self.path.append(name)
        self.rest.append(iter(self.needs[name]))

    def _leave(self, depth: int) -> list[str]:
        left = self.path[depth:]
        for name in left:
            del self.depth[name]
        del self.path[depth:], self.rest[depth:]
        return left

"""Measures several sides in turn, so that what else the machine does hits them alike."""

from collections.abc import Callable, Mapping


def interleave(sides: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """What each side measured in each round; the order turns round every time, and a first round does not count."""
    samples: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        order = list(sides)[:: 1 if number % 2 else -1]
        for name in order:
            value = sides[name]()
            if number:
                samples[name].append(value)
    return samples

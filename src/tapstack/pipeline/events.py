"""What happens while a request runs, for whoever shows progress."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """``file`` enters ``layer``, the ``number``-th of ``total``."""

    file: str
    layer: str
    number: int
    total: int


Notify = Callable[[Step], None]


def ignore(step: Step) -> None:
    """Shows nothing."""

"""A layer's verdicts, worked out in one go."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.findings import Finding


def at_once(judge: Callable[[Subject], Iterable[Finding]], subject: Subject) -> list[Finding]:
    """All that ``judge`` finds, without collecting garbage meanwhile.

    Stacks and verdicts are hundreds of thousands of objects that all stay; each collection walks them in vain, and the
    more there are, the longer it takes.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        return list(judge(subject))
    finally:
        if enabled:
            gc.enable()

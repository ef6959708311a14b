"""Shows on standard error what is being done: a moving line on a terminal, a line a step elsewhere."""

import contextlib
import os
import sys
from collections.abc import Iterator

from tapstack.cli.streams import note
from tapstack.findings import plain
from tapstack.pipeline.events import Notify, Step, ignore


@contextlib.contextmanager
def progress() -> Iterator[Notify]:
    """A receiver of steps; nothing is drawn, nor rich imported, before the first.

    Under pre-commit there is none: it shows what a hook printed only when the hook has ended.
    """
    if os.environ.get("PRE_COMMIT"):
        yield ignore
        return
    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        yield lambda step: note(_text(step))
        return
    with contextlib.ExitStack() as stack:
        yield _Moving(stack)


class _Moving:
    def __init__(self, stack: contextlib.ExitStack) -> None:
        self._stack = stack
        self._update: Notify | None = None

    def __call__(self, step: Step) -> None:
        if self._update is None:
            self._update = self._start()
        self._update(step)

    def _start(self) -> Notify:
        from rich.console import Console
        from rich.markup import escape

        status = self._stack.enter_context(Console(stderr=True).status(""))
        return lambda step: status.update(escape(_text(step)))


def _text(step: Step) -> str:
    return f"tapstack: {plain(step.file)}: {step.layer} ({step.number} of {step.total})"

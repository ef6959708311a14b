"""The way in: what is imported before ``main`` runs is light, for an interruption there would be a traceback."""

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs ``tapstack`` with ``arguments`` (those of the process) and gives its exit code."""
    try:
        from tapstack.cli.errors import answered

        code = answered(lambda: _run(arguments))
        if arguments is None:
            gc.freeze()  # the process ends: a last look for garbage among cfn-lint's objects would cost a quarter of it
        return code
    except KeyboardInterrupt:  # while importing, or while an error was answered
        sys.stderr.write("tapstack: error: Interrupted.\n")
        return 130


def _run(arguments: Sequence[str] | None) -> int:
    from tapstack.cli.group import tapstack

    code = tapstack.main(
        args=None if arguments is None else list(arguments), prog_name="tapstack", standalone_mode=False
    )
    return code if isinstance(code, int) else 0

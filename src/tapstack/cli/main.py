"""The way in: what is imported before ``main`` runs is light, for an interruption there would be a traceback."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs ``tapstack`` with ``arguments`` (those of the process) and gives its exit code."""
    try:
        from tapstack.cli.errors import answered

        return answered(lambda: _run(arguments))
    except KeyboardInterrupt:  # while importing, or while an error was answered
        sys.stderr.write("tapstack: error: Interrupted.\n")
        return 130


def _run(arguments: Sequence[str] | None) -> int:
    from tapstack.cli.group import tapstack

    code = tapstack.main(
        args=None if arguments is None else list(arguments), prog_name="tapstack", standalone_mode=False
    )
    return code if isinstance(code, int) else 0

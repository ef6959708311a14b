"""The report of an unexpected error: enough to find it, nothing that may be secret."""

import contextlib
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from tapstack import __version__


def report(error: BaseException) -> Path | None:
    """Writes the report to ``.tapstack/``, else to the temporary folder; None if neither can be written.

    It has the kinds of the errors and where in the program they arose, but neither their messages nor
    the command's arguments: both may carry parameter values.
    """
    name = f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    for folder in (Path(".tapstack"), Path(tempfile.gettempdir())):
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)
            file = folder / name
            file.write_text(_text(error), encoding="utf-8", errors="backslashreplace")
            return file
    return None


def _text(error: BaseException) -> str:
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    head = f"tapstack {__version__}, Python {sys.version}, {sys.platform}\ncommand: {command}\n"
    return head + "".join(_chain(error))


def _chain(error: BaseException | None) -> list[str]:
    parts: list[str] = []
    while error is not None:
        frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
        parts.append(f"\n{type(error).__module__}.{type(error).__qualname__}\n{''.join(frames)}")
        error = error.__cause__ or error.__context__
    return parts

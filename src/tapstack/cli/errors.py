"""The one place that turns errors into a line and an exit code."""

import errno
from collections.abc import Callable
from pathlib import Path

import click

from tapstack.cli import streams
from tapstack.findings import TapstackError
from tapstack.findings.exits import INTERNAL, INTERRUPTED, OK, USAGE


def answered(command: Callable[[], int]) -> int:
    """The exit code of ``command``, or of what ended it.

    Never a traceback: an expected error is one line on standard error, an unexpected one a report file
    and a line that names it.
    """
    streams.restore()
    try:
        return command()
    except TapstackError as error:
        return _say(str(error), error.exit_code)
    except click.ClickException as error:
        return _say(_usage(error), USAGE)
    except (KeyboardInterrupt, click.Abort):
        return _say("Interrupted.", INTERRUPTED)
    except SystemExit:  # click's answer to a reader of its help that has gone away
        streams.drop("stdout")
        return OK
    except OSError as error:
        return _system(error)
    except RecursionError:
        return _say("The input is nested too deeply. Flatten it.", USAGE)
    except MemoryError:
        return _say("The input needs more memory than there is. Make it smaller.", USAGE)
    except Exception as error:  # noqa: BLE001  the last resort: a report, not a traceback
        return _crash(error)


def _usage(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "tapstack"
    return f"{message} See '{command} --help'."


def _say(text: str, code: int) -> int:
    streams.note(f"tapstack: error: {text}")
    return code


def _system(error: OSError) -> int:
    if error.errno == errno.ENOSPC:
        streams.drop("stdout")
        return _say(f"Nothing can be written: {error.strerror}. Make room.", USAGE)
    if _lost():
        return _say("The current directory is gone. Change into one that exists.", USAGE)
    return _crash(error)


def _lost() -> bool:
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _crash(error: Exception) -> int:
    from tapstack.cli.crash import report

    file = report(error)
    where = f"The report is in {file}" if file else "No report could be written"
    return _say(f"Internal error ({type(error).__name__}). {where}; please send it to the project.", INTERNAL)

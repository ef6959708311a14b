"""taskcat's prehook for an endpoint on this machine. It runs inside taskcat, in taskcat's environment.

A report without the internet: taskcat fetches the style sheet of its report from GitHub while it writes it, and where
that fails, a green run ends with exit code 1 (taskcat 0.9.58, `_generate_reports.py`). Here the sheet is our own.

Waits in the endpoint's time: taskcat looks at a stack once a minute and draws every ten seconds, and neither can be
configured (`_cfn/stack.py`, `_tui.py`). Where time passes ``pace`` times as fast, the waits are as many times shorter.
taskcat's files are not touched; the names are put in place in its process alone.
"""

import threading
import time
from types import SimpleNamespace
from typing import Any

import taskcat._cfn.stack as stacks
import taskcat._generate_reports as reports
import taskcat._tui as terminal
from taskcat.testing._hooks import BaseTaskcatHook

SHORTEST_WAIT = 0.05
STYLE = (
    "body { font: 1rem sans-serif; margin: 2rem } td { padding: .3rem 1rem } "
    ".test-green { color: #063; font-weight: bold } .test-red { color: #a00; font-weight: bold }"
)


class Hook(BaseTaskcatHook):  # type: ignore[misc]
    """Called once for each test, with what its configuration says."""

    def __init__(self, config: dict[str, Any], *of_taskcat: Any) -> None:
        super().__init__(config, *of_taskcat)
        reports.requests = SimpleNamespace(get=lambda *_arguments, **_options: SimpleNamespace(text=STYLE))
        pace = max(1.0, float(config.get("pace", 1)))
        stacks.Timer = lambda seconds, call: threading.Timer(max(SHORTEST_WAIT, seconds / pace), call)
        terminal.time = SimpleNamespace(sleep=lambda seconds: time.sleep(max(SHORTEST_WAIT, seconds / pace)))

"""taskcat's own outputs, brought from the stage to the reports."""

import shutil
from pathlib import Path

from tapstack.deploy.taskcat.stage import Stage


def collect(stage: Stage, folder: Path) -> None:
    """Put what taskcat wrote of each test (its index.html, its event logs) into a folder of the test's name."""
    for written in sorted(stage.outputs.iterdir()):
        target = folder / written.name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(written, target)

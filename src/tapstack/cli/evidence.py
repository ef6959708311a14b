"""What ``tapstack verify`` leaves behind: reports in a folder, and a row in the history."""

from pathlib import Path

from tapstack.cli.judge import Verdict
from tapstack.cli.output import write
from tapstack.report import drawer, history

FILES = {
    "report.json": "json",
    "report.txt": "human",
    "report.sarif": "sarif",
    "report.xml": "junit",
    "report.csv": "csv",
    "evidence.csv": "evidence",
    "oscal.json": "oscal",
    "asff.json": "asff",
    "report.html": "html",
}
"""The name of each report and its format."""


def history_file(folder: str, named: str | None) -> str:
    """The history of the reports in ``folder``, or the one that is named. Raises InputError if it cannot be used."""
    file = named or str(Path(folder) / "history.sqlite")
    history.look(file)
    return file


def leave(verdict: Verdict, folder: str, file: str, *, everything: bool) -> None:
    """Writes the reports, then adds the run to the history. Raises InputError for what cannot be written.

    Only SARIF leaves out what passed unless ``everything`` is wanted.
    """
    for name, form in FILES.items():
        text = drawer(form)(verdict.findings, verdict.summary, everything or form != "sarif")
        write(text, str(Path(folder) / name))
    history.append(file, history.point(verdict.summary))

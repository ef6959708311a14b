"""What a night says: lines on the terminal, annotations and a table on GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tapstack.deploy.nightly.record import FAILED, NOT_RUN, Done, Record


def line(done: Done) -> str:
    """``NOT RUN  deploy  why``."""
    took = f"{done.seconds:.0f} s" if done.exit_code is not None else ""
    return f"{done.status.upper():8} {done.name:16} {took:>7}  {done.why}".rstrip()


def annotation(done: Done) -> str | None:
    """The command of GitHub Actions that shows a step that failed or was not run; None of one that passed.

    Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    kind = {FAILED: "error", NOT_RUN: "warning"}.get(done.status)
    return kind and f"::{kind} title=Nightly::{done.name} {done.status}: {done.why}"


def table(record: Record) -> Iterator[str]:
    """The summary of a job, in Markdown."""
    yield f"### Nightly {record.run_id}, attempt {record.attempt}, begun {record.started.isoformat()}"
    yield ""
    yield "| step | result | seconds | |"
    yield "| --- | --- | --- | --- |"
    for done in record.steps:
        yield f"| {done.name} | {done.status} | {done.seconds:.0f} | {done.why} |"
    if record.left:
        counts = Counter(str(row["status"]) for row in record.left)
        said = ", ".join(f"{number} {status}" for status, number in sorted(counts.items()))
        yield ""
        yield f"Left in the account: {said}. The janitor removes it tomorrow."

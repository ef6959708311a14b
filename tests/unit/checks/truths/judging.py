"""A case's template, judged by every truth."""

import json
from datetime import date
from pathlib import Path

from tapstack.checks.subject import Subject
from tapstack.checks.truths import once as run
from tapstack.findings import Finding
from tests.unit.checks.truths.table import Case


def subject_of(case: Case, folder: Path) -> Subject:
    file = folder / "template.json"
    file.write_text(json.dumps(case.template, default=str))
    return Subject(
        str(file),
        case.regions,
        given=case.parameters,
        complete=bool(case.parameters),
        configured=case.configured,
        externals=case.externals,
        objectives=case.objectives,
        as_of=date.fromisoformat(case.as_of),
    )


def judged(case: Case, folder: Path) -> list[Finding]:
    return list(run(subject_of(case, folder)))

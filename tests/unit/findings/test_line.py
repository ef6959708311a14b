"""A finding on one line."""

import pytest

from tapstack.findings import Finding, Severity, Status
from tapstack.findings.line import line

FINDING = Finding(
    check="PAR-025",
    layer="template",
    status=Status.FAIL,
    severity=Severity.ERROR,
    region="us-east-1",
    resource=None,
    path=("Parameters", "Stage"),
    file="t.json",
    line=3,
    column=5,
    message="Parameter Stage is short.",
    fix="Write more.",
    source="documentation",
)


@pytest.mark.parametrize(
    ("finding", "text"),
    [
        (FINDING, "t.json:3:5: FAIL PAR-025: Parameter Stage is short. Write more."),
        (FINDING._replace(line=None, column=None), "t.json: FAIL PAR-025: Parameter Stage is short. Write more."),
        (FINDING._replace(message="No dot"), "t.json:3:5: FAIL PAR-025: No dot. Write more."),
        (FINDING._replace(message="Two\nlines\x1b[31m"), r"t.json:3:5: FAIL PAR-025: Two lines\x1b[31m. Write more."),
    ],
)
def test_it_says_where_what_and_what_to_do(finding: Finding, text: str) -> None:
    assert line(finding) == text

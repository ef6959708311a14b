"""A control file is read exactly, or refused in one line that says where and what to write."""

from dataclasses import replace
from pathlib import Path

import pytest

from tapstack.config import Configuration, ConfiguredTemplate
from tapstack.findings import (
    Clause,
    Control,
    Exemption,
    Framework,
    FrameworkClause,
    HoldsWhen,
    InputError,
    Severity,
)
from tapstack.pipeline import Request
from tapstack.pipeline.controls import book_for
from tapstack.pipeline.controls.read import read

WHOLE = """# what people require
frameworks:
  - id: gdpr
    title: GDPR
    version: "2016"
    source: https://example.org/gdpr
    clauses:
      "32(1)": Encrypted
controls:
  - id: ENC-01
    title: Encrypted
    meaning: >-
      Nobody
      reads it.
    severity: error
    family: encryption
    checks: [RULE, S3-001]
    holds_when:
      Lock: [A, B]
      Days: {not: 0}
      Enabled: true
    general: true
    clauses:
      - {framework: gdpr, clause: "32(1)", verified: true, source: https://example.org/32}
      - {framework: gdpr, clause: "5", verified: false}
exemptions:
  - {type: "AWS::KMS::Alias", reason: A name.}
"""
REST = "title: t, meaning: m, severity: error, family: f"
FRAMEWORK = 'title: t, version: "1", source: s'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_key_is_read(folder: Path) -> None:
    (folder / "c.yaml").write_text(WHOLE)
    book = read(["c.yaml"])
    assert book.frameworks == (
        Framework("gdpr", "GDPR", "2016", "https://example.org/gdpr", (FrameworkClause("32(1)", "Encrypted"),)),
    )
    assert book.controls == (
        Control(
            id="ENC-01",
            title="Encrypted",
            meaning="Nobody reads it.",
            severity=Severity.ERROR,
            family="encryption",
            checks=("RULE", "S3-001"),
            clauses=(Clause("gdpr", "32(1)", True, "https://example.org/32"), Clause("gdpr", "5", False)),
            holds_when=(
                HoldsWhen("Lock", ("A", "B")),
                HoldsWhen("Days", ("0",), otherwise=True),
                HoldsWhen("Enabled", ("true",)),
            ),
            general=True,
            file="c.yaml",
            line=10,
        ),
    )
    assert book.exemptions == (Exemption("AWS::KMS::Alias", "A name.", "c.yaml", 27),)


def test_files_are_read_together(folder: Path) -> None:
    (folder / "a.yaml").write_text(f"controls:\n  - {{id: A, {REST}}}\n")
    (folder / "b.json").write_text(
        '{"controls": [\n{"id": "A", "title": "t", "meaning": "m", "severity": "info",\n"family": "f"}]}'
    )
    assert [(one.file, one.line, one.checks) for one in read(["a.yaml", "b.json"]).controls] == [
        ("a.yaml", 2, ()),
        ("b.json", 2, ()),
    ]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("[]", "c.yaml:1:1", "The control file is a list, not a mapping"),
        ("", "c.yaml:1:1", "Write frameworks, controls and exemptions"),
        ("control: []", "c.yaml:1:1", "Unknown key 'control'. Did you mean 'controls'?"),
        ("controls: {}", "c.yaml:1:1", "'controls' is a mapping, not a list"),
        ("controls:\n  - A", "c.yaml:2:5", "A control is a text, not a mapping"),
        (f"controls:\n  - {{{REST}}}", "c.yaml:2:5", "A control has no 'id'"),
        (f"controls:\n  - {{id: A, {REST}, check: [X]}}", "c.yaml:2:63", "Unknown key 'check'. Did you mean 'checks'?"),
        (f"controls:\n  - {{id: 1, {REST}}}", "c.yaml:2:6", "'id' is a number, not a text"),
        (f"controls:\n  - {{id: '', {REST}}}", "c.yaml:2:6", "'id' is blank"),
        (
            "controls:\n  - {id: A, title: t, meaning: m, family: f, severity: high}",
            "c.yaml:2:46",
            "no severity 'high'",
        ),
        (f"controls:\n  - {{id: A, {REST}, checks: X}}", "c.yaml:2:63", "'checks' is a text, not a list"),
        (f"controls:\n  - {{id: A, {REST}, checks: [X, X]}}", "c.yaml:2:75", "'X' stands there twice"),
        (f"controls:\n  - {{id: A, {REST}, holds_when: [X]}}", "c.yaml:2:63", "'holds_when' is a list, not a mapping"),
        (f"controls:\n  - {{id: A, {REST}, holds_when: {{P: []}}}}", "c.yaml:2:76", "'P' has no value"),
        (f"controls:\n  - {{id: A, {REST}, holds_when: {{P: [[1]]}}}}", "c.yaml:2:76", "'P' has no value"),
        (f"controls:\n  - {{id: A, {REST}, holds_when: {{P: {{is: 1}}}}}}", "c.yaml:2:80", "Unknown key 'is'"),
        (
            f"controls:\n  - id: A\n    {REST.replace(', ', chr(10) + '    ')}\n    clauses:\n      - {{framework: g, clause: c}}",
            "c.yaml:8:9",
            "A clause has no 'verified'",
        ),
        (
            f"controls:\n  - {{id: A, {REST}, clauses: [{{framework: g, clause: c, verified: 'yes'}}]}}",
            "c.yaml:2:99",
            "'verified' is a text, not true or false",
        ),
        (
            f"controls:\n  - {{id: A, {REST}, clauses: [{{framework: g, clause: c, verified: true}}]}}",
            "c.yaml:2:73",
            "The clause is verified, and no source says so",
        ),
        (
            f"controls:\n  - {{id: A, {REST}, clauses: [{{framework: g, clause: 5, verified: false}}]}}",
            "c.yaml:2:88",
            "'clause' is a number, not a text",
        ),
        (f"frameworks:\n  - {{id: g, {FRAMEWORK}}}", "c.yaml:2:5", "A framework has no 'clauses'"),
        (f"frameworks:\n  - {{id: g, {FRAMEWORK}, clauses: [a]}}", "c.yaml:2:48", "'clauses' is a list, not a mapping"),
        (f"frameworks:\n  - {{id: g, {FRAMEWORK}, clauses: {{a: }}}}", "c.yaml:2:58", "'a' is blank"),
        (f"frameworks:\n  - {{id: g, {FRAMEWORK}, clauses: {{a: b, a: c}}}}", "c.yaml:2:64", "'a'"),
        (
            f"frameworks:\n  - {{id: g, {FRAMEWORK}, clauses: {{}}}}\n  - {{id: g, {FRAMEWORK}, clauses: {{}}}}",
            "c.yaml:3:5",
            "'g' stands in frameworks twice",
        ),
        ("exemptions:\n  - {type: T}", "c.yaml:2:5", "An exemption has no 'reason'"),
        (
            "exemptions:\n  - {type: T, reason: r}\n  - {type: T, reason: r}",
            "c.yaml:3:5",
            "'T' stands in exemptions twice",
        ),
        ("controls: [\n", "c.yaml:2:1", ""),
        ("controls: &a []\nexemptions: *a", "c.yaml:2:13", "alias"),
    ],
)
def test_whatever_is_not_a_control_file_is_refused_where_it_stands(
    folder: Path, text: str, place: str, said: str
) -> None:
    (folder / "c.yaml").write_text(text)
    with pytest.raises(InputError) as error:
        read(["c.yaml"])
    assert str(error.value).startswith(f"{place}: ")
    assert said in str(error.value)
    assert error.value.exit_code == 2


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match=r"c\.yaml"):
        read(["c.yaml"])


def test_files_are_read_only_for_a_configured_template_and_its_rules() -> None:
    ours = Configuration(templates=(ConfiguredTemplate("t.json"),), rules=("rules",), controls=("missing.yaml",))
    request = Request("t.json", ("us-east-1",), ("policy",), configured=True, rule_paths=("rules",))
    foreign = replace(request, configured=False)
    others = replace(request, rule_paths=("elsewhere",))
    assert book_for([request], replace(ours, controls=())) is None
    assert book_for([foreign, others], ours) is None
    with pytest.raises(InputError, match=r"missing\.yaml"):
        book_for([foreign, request], ours)

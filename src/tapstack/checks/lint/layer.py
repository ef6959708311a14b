"""The lint layer: cfn-lint's matches as findings, and a PASS for each resource that it has nothing against."""

from collections.abc import Iterator

from tapstack.checks.lint.checks import CLEAN, CRASH, VERSION
from tapstack.checks.lint.discretion import discreet, known
from tapstack.checks.lint.fixes import fix_for
from tapstack.checks.lint.match import LintMatch
from tapstack.checks.lint.regions import by_region
from tapstack.checks.lint.session import Session
from tapstack.checks.own import own, resource_of
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Severity, Status, TapstackError, redact

SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}
_CRASHED = "E0002"
_NESTED = ("AWS::CloudFormation::Stack", "AWS::Serverless::Application")


def run(subject: Subject) -> Iterator[Finding]:
    """Verdicts on every resource in every region; one ERROR if cfn-lint itself fails, and then no PASS.

    Raises InputError for a faulty ``.cfnlintrc``.
    """
    session = Session(subject.file, subject.as_of)
    subject.uncacheable += _nested(subject)
    try:
        subject.uncacheable += [f"cfn-lint reads more files ({name})" for name in session.reads_more()]
        ignored = session.ignored()
        found = [] if ignored else by_region(session.matches, subject.regions)
    except TapstackError:
        raise
    except Exception as error:  # noqa: BLE001  whatever breaks in cfn-lint is a verdict, not a crash
        yield _crash(subject, error)
        return
    yield from _findings(subject, found, ignored)


def _findings(subject: Subject, found: list[tuple[LintMatch, str | None]], ignored: bool) -> Iterator[Finding]:
    hit: set[tuple[str | None, str | None]] = set()
    for match, region in found:
        finding = _finding(subject, match, region)
        hit.add((finding.resource, finding.region))
        yield finding
    if any(match.rule.startswith("E0") for match, _ in found):
        return
    for resource in subject.template.section("Resources"):
        for region in subject.regions:
            if not {(resource, region), (resource, None)} & hit:
                yield _clean(subject, resource, region, ignored)


def _finding(subject: Subject, match: LintMatch, region: str | None) -> Finding:
    path = tuple(known(part, subject) for part in match.path)
    return Finding(
        check=match.rule,
        layer="lint",
        status=Status.ERROR if match.rule == _CRASHED else Status.FAIL,
        severity=SEVERITIES.get(match.rule[:1], Severity.ERROR),
        region=region,
        resource=resource_of(path),
        path=path,
        file=subject.file,
        line=match.line,
        column=match.column,
        message=discreet(match.message, match, subject),
        fix=discreet(fix_for(match), match, subject),
        source=f"cfn-lint {VERSION} {match.rule}" + (f", {match.url}" if match.url else ""),
        title=match.short,
    )


def _clean(subject: Subject, resource: str, region: str, ignored: bool) -> Finding:
    message = ".cfnlintrc excludes the file (ignore_templates)." if ignored else CLEAN.title + "."
    status = Status.SKIP if ignored else Status.PASS
    return own(subject, CLEAN, status, message, ("Resources", resource), region)


def _crash(subject: Subject, error: Exception) -> Finding:
    kind = type(error).__name__
    text = redact(" ".join(str(error).split())[:300], subject.secrets)
    return own(subject, CRASH, Status.ERROR, f"cfn-lint failed with {kind}: {text}")


def _nested(subject: Subject) -> list[str]:
    """cfn-lint reads the templates of nested stacks that lie beside ours."""
    bodies = [body for body in subject.template.section("Resources").values() if isinstance(body, dict)]
    return ["nested stacks may name other files"] if any(body.get("Type") in _NESTED for body in bodies) else []

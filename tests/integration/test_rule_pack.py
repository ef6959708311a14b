"""Our rules say what they are for, are tested in each way they can end, and find what the seed lacks."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tapstack.checks.policy import run
from tapstack.checks.policy.engine import Binding, binding, installed, statuses
from tapstack.checks.policy.files import rule_files
from tapstack.checks.policy.language import read
from tapstack.checks.policy.testing import pairs, results
from tapstack.checks.policy.testing.cases import cases
from tapstack.checks.policy.unit import Unit
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Status

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
SEED = ROOT / "tests" / "fixtures" / "seed.json"
REGIONS = ("eu-central-1", "us-east-1")
FILES = list(rule_files([str(RULES)]))
UNITS = [unit for file in FILES for unit in file.units]
CONTROL = re.compile(r"(ENC|BKP|REP|NET|IAM|LOG|RSL|RES)-\d\d")
CLAUSE = re.compile(r"^ *(\S[^\n{}]*\[\n[^{}]*?\] !empty|\S[^\n{}]*)\n *<<", re.MULTILINE)
KEYS = ("Why:", "Fix:", "Control:", "Severity:", "Source:")

TABLES = {"TradingAnalyticsTable", "MigrationStateTable"}
BUCKET = {"TradingDataBucket"}
STREAM = {"MarketDataStream"}
SEED_LACKS = {
    "S3_BUCKET_ENCRYPTED_WITH_CUSTOMER_KEY": BUCKET,
    "DYNAMODB_TABLE_ENCRYPTED_WITH_CUSTOMER_KEY": TABLES,
    "KINESIS_STREAM_ENCRYPTED_WITH_CUSTOMER_KEY": STREAM,
    "SNS_TOPIC_ENCRYPTED_WITH_CUSTOMER_KEY": {"MigrationEventTopic"},
    "LAMBDA_VARIABLES_ENCRYPTED_WITH_CUSTOMER_KEY": {"AnalyticsFunction"},
    "DYNAMODB_TABLE_RECOVERABLE_TO_POINT_IN_TIME": {"MigrationStateTable"},
    "DYNAMODB_TABLE_PROTECTED_FROM_DELETION": TABLES,
    "STATEFUL_RESOURCE_RETAINED": TABLES | BUCKET | STREAM,
    "S3_BUCKET_NONCURRENT_VERSIONS_EXPIRE": BUCKET,
    "S3_BUCKET_INCOMPLETE_UPLOADS_ABORTED": BUCKET,
    "S3_REPLICATION_INCLUDES_DELETIONS": BUCKET,
    "S3_REPLICATION_INCLUDES_ENCRYPTED_OBJECTS": BUCKET,
    "S3_RECORDS_LOCKED": BUCKET,
    "S3_BUCKET_BLOCKS_PUBLIC_ACCESS": BUCKET,
    "S3_BUCKET_LOGS_ACCESS": BUCKET,
    "IAM_ROLE_TAKEN_ON_BEHALF_OF_THIS_ACCOUNT": {"LambdaExecutionRole"},
    "LAMBDA_FUNCTION_TRACED": {"AnalyticsFunction"},
    "LAMBDA_FUNCTION_KEEPS_FAILED_EVENTS": {"AnalyticsFunction"},
    "DATA_TAGGED_WITH_CLASS_OWNER_AND_REGION": TABLES | BUCKET | STREAM,
}


@pytest.fixture(scope="module")
def seed() -> list[Finding]:
    subject = Subject(str(SEED), REGIONS, {"EnvironmentSuffix": "verify"}, rule_paths=(str(RULES),))
    return [finding for finding in run(subject) if finding.status is not Status.SKIP]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_rule_says_what_it_is_for(unit: Unit) -> None:
    said = unit.about
    assert said.title and said.why and said.fix
    assert said.controls and all(map(CONTROL.fullmatch, said.controls))
    assert said.source.startswith("https://docs.aws.amazon.com/")
    (comment,) = (rule.comment for rule in read(Path(unit.file).read_text()).rules if rule.name == unit.name)
    assert [sum(line.startswith(key) for line in comment) for key in KEYS] == [1] * len(KEYS)
    assert not said.unknown_severity


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_rule_can_be_judged_for_each_resource_alone(unit: Unit) -> None:
    assert unit.scope.separate and not unit.faults


def test_no_name_is_given_twice() -> None:
    assert len({unit.name for unit in UNITS}) == len(UNITS)


def test_every_rule_is_expected_to_pass_to_fail_and_to_be_skipped() -> None:
    ends: dict[str, set[str]] = {unit.name: set() for unit in UNITS}
    for pair in pairs(str(RULES)):
        for result in results(pair):
            ends[result.rule].add(result.expected)
    assert ends == {unit.name: {"PASS", "FAIL", "SKIP"} for unit in UNITS}


@pytest.mark.parametrize("engine", installed(), ids=lambda engine: engine.name)
def test_every_rule_ends_as_expected_by_either_engine(engine: Binding) -> None:
    found = [result for pair in pairs(str(RULES)) for result in results(pair, engine)]
    assert [result for result in found if not result.held] == []
    assert len(found) > len(UNITS)


def weakened(unit: Unit) -> Iterator[tuple[str, str]]:
    """Each clause that has a message, and the rule with one that always holds in its place."""
    for found in CLAUSE.finditer(unit.text):
        yield " ".join(found[1].split()), f"{unit.text[: found.start(1)]}this exists{unit.text[found.end(1) :]}"


CLAUSES = [(unit, clause, text) for unit in UNITS for clause, text in weakened(unit)]


@pytest.mark.parametrize(
    ("unit", "clause", "text"), CLAUSES, ids=[f"{unit.name}: {clause}" for unit, clause, _ in CLAUSES]
)
def test_no_clause_can_be_lost_without_a_test_that_notices(unit: Unit, clause: str, text: str) -> None:
    (pair,) = (pair for pair in pairs(str(RULES)) if pair.rules == unit.file)
    failing = [case for case in cases(pair.tests) if case.expected.get(unit.name, ("", 0))[0] == "FAIL"]
    ends = [statuses(binding().evaluate(case.document, text))[unit.name] for case in failing]
    assert set(ends) - {"FAIL"}, clause


def test_every_clause_has_a_message() -> None:
    assert len(CLAUSES) == sum(file.read_text().count("<<") for file in RULES.glob("*.guard"))


def test_the_seed_fails_for_what_it_lacks_in_each_region(seed: list[Finding]) -> None:
    failed = {(finding.check, finding.resource, finding.region) for finding in seed if finding.status is Status.FAIL}
    lacking = {(rule, name, region) for rule, names in SEED_LACKS.items() for name in names for region in REGIONS}
    about_rules = {finding.check for finding in seed if finding.check.startswith("POLICY-")}
    assert {row for row in failed if row[0] not in about_rules} == lacking


def test_what_the_seed_lacks_is_shown_in_its_resource_with_reason_and_fix(seed: list[Finding]) -> None:
    lines = SEED.read_text().splitlines()
    starts = {
        name: next(i for i, line in enumerate(lines, 1) if f'    "{name}": {{' in line)
        for name in json.loads(SEED.read_text())["Resources"]
    }
    for finding in seed:
        if finding.check in SEED_LACKS and finding.status is Status.FAIL:
            before = [name for name, start in starts.items() if start <= finding.line]
            assert before[-1] == finding.resource
            assert finding.message and finding.fix and finding.source and finding.controls

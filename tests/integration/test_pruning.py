"""A rule judged alone, on the resources that it can see, ends as it does in its file and on the whole stack."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tapstack.checks.policy.document import Document
from tapstack.checks.policy.engine import binding, statuses
from tapstack.checks.policy.files import rule_files
from tapstack.checks.policy.judge import judge
from tapstack.checks.subject import Subject

ROOT = Path(__file__).resolve().parents[2]
RENDERED = sorted(
    file
    for file in (ROOT / "tests" / "unit" / "render" / "templates").iterdir()
    if file.suffix in (".yaml", ".json") and ".expected" not in file.name
)
TEMPLATES = [ROOT / "lib" / "TapStack.json", ROOT / "tests" / "fixtures" / "seed.json", *RENDERED]
AWKWARD = """
let kinds = ['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::DynamoDB::Table']
let named = Resources.*[ Type in %kinds ]
let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
let topics = Resources.*[ Type == 'AWS::SNS::Topic' ]
let functions = Resources.*[ Type == 'AWS::Lambda::Function' Properties.Environment exists ]
let open = %buckets[ Properties.VersioningConfiguration.Status == 'Enabled' ]
let number = count(%buckets)
rule TAGGED when %named !empty { %named { Properties.Tags exists } }
rule SOME_TAG when %named !empty { %named { some Properties.Tags[*].Key == 'Name' } }
rule ONE_OF_ALL { some %named.Properties.Tags[*].Key == 'Name' }
rule BLOCK { AWS::S3::Bucket { Properties.BucketName exists or Properties.AccessControl !exists } }
rule TWO { %buckets { Properties.BucketName exists }
  %topics { Properties.TopicName exists } }
rule TWO_IF_ONE when %buckets !empty { %topics { Properties.TopicName exists } }
rule TWO_IF_ANY when %buckets !empty or %topics !empty { %buckets.Properties exists
  %topics.Properties exists }
rule FEW { %number <= 1 }
rule CALLS when %named !empty { has_name(%named.Properties) }
rule has_name(properties) { %properties { BucketName exists or QueueName exists or TopicName exists or TableName exists } }
rule DEPENDS when BLOCK { %buckets { Properties exists } }
rule FILTERED { %functions { Properties.Environment.Variables exists } }
rule NONE_OPEN { %open empty }
rule WHEN_INSIDE { %buckets { when Properties.VersioningConfiguration exists {
  Properties.VersioningConfiguration.Status == 'Enabled' } } }
rule EVERY { Resources.* { Type exists
  Properties exists } }
rule BY_KEY { Resources[ keys == /^B/ ] { Type exists } }
AWS::SQS::Queue { Properties exists }
"""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    awkward = tmp_path_factory.mktemp("rules") / "awkward.guard"
    awkward.write_text(AWKWARD)
    return (str(ROOT / "rules"), str(awkward))


def together(ends: Iterable[str]) -> str:
    """How a rule ends on all resources that ended so."""
    found = set(ends)
    return next((end for end in ("ERROR", "FAIL", "UNKNOWN", "PASS") if end in found), "SKIP")


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.stem)
def test_pruned_and_whole_agree(template: Path, region: str, paths: tuple[str, ...]) -> None:
    document = Document(Subject(str(template), (region,), {"EnvironmentSuffix": "abc"}), region)
    everything = document.text(list(document.types), {"*"})
    for file in rule_files(paths):
        whole = statuses(binding().evaluate(everything, Path(file.path).read_text()))
        for unit in file.units:
            pruned = together(verdict.status.value for verdict in judge(unit, document, binding()))
            assert pruned in (whole[unit.name], "UNKNOWN"), unit.name


def test_the_rules_of_this_test_are_judged_in_each_way(paths: tuple[str, ...]) -> None:
    (file,) = rule_files(paths[1:])
    by_name = {unit.name: unit for unit in file.units}
    assert by_name["TAGGED"].clauses == 1
    assert by_name["CALLS"].scope.separate
    assert by_name["TWO_IF_ANY"].scope.separate
    for name in ("ONE_OF_ALL", "TWO_IF_ONE", "FEW", "DEPENDS", "BY_KEY"):
        assert not by_name[name].scope.separate, name

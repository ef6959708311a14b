"""Real, unmodified taskcat deploys the production template into both regions of an endpoint on this machine."""

import json

import pytest
from jsonschema import Draft202012Validator
from junitparser import JUnitXml

from tapstack.deploy.taskcat import result as of_result
from tests.peers.conftest import ROOT

REGIONS = ["eu-central-1", "us-east-1"]
TEMPLATE = json.loads((ROOT / "lib" / "TapStack.json").read_text())
SCHEMA = json.loads((ROOT / "src/tapstack/deploy/taskcat/taskcat.schema.json").read_text())


@pytest.fixture(scope="module")
def reports(tapstack, taskcat, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    ended = tapstack("taskcat", "--with", taskcat, "--reports", folder, "--suffix", "tc-of-a-test")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


@pytest.fixture(scope="module")
def document(reports):
    found = json.loads((reports / "taskcat.json").read_text())
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_both_regions_have_all_that_was_rendered_target_first(document):
    tests = document["tests"]
    assert [test["region"] for test in tests] == REGIONS
    assert [stack["status"] for test in tests for stack in test["stacks"]] == ["CREATE_COMPLETE"] * 2
    assert [stack["complete"] for test in tests for stack in test["stacks"]] == [test["expected"] for test in tests]
    assert min(test["expected"] for test in tests) > 80
    assert (document["version"], document["taskcat"]) == (of_result.VERSION, "0.9.58")


def test_both_are_deleted_and_only_what_holds_data_stays(document):
    assert [test["after"] for test in document["tests"]] == ["DELETE_COMPLETE"] * 2
    kept = {one["logicalId"] for one in document["retained"]}
    meant = {
        name for name, body in TEMPLATE["Resources"].items() if body.get("DeletionPolicy", "").startswith("Retain")
    }
    assert kept == meant
    assert {one["region"] for one in document["retained"]} == set(REGIONS)


def test_names_of_both_regions_end_in_the_one_suffix(document):
    buckets = [one["physicalId"] for one in document["retained"] if one["logicalId"] == "TradingDataBucket"]
    account = document["account"]
    assert buckets == [f"trading-data-tc-of-a-test-{account}-{region}" for region in REGIONS]


def test_taskcat_itself_linted_uploaded_and_reported_green(reports):
    for name in ("target", "source"):
        log = (reports / "taskcat" / f"{name}.log").read_text()
        assert "Linting passed" in log
        assert "lib/TapStack.json" in log
        assert "CREATE_COMPLETE" in (reports / "taskcat" / name / "index.html").read_text()
        (events,) = (reports / "taskcat" / name).glob("*-cfnlogs.txt")
        assert "TradingDataBucket" in events.read_text()


def test_only_what_is_deployed_was_uploaded(reports):
    log = (reports / "taskcat" / "target.log").read_text()
    uploaded = [line.rpartition("tapstack-tc-of-a-test/")[2].strip() for line in log.splitlines() if "s3://" in line]
    assert sorted(uploaded) == ["lib/TapStack.json", "taskcat.yml"]


def test_the_junit_report_has_a_case_for_each_verdict(reports, document):
    suites = JUnitXml.fromfile(str(reports / "taskcat.xml"))
    assert suites.tests == len(document["findings"]) == 10
    assert (suites.failures, suites.errors, suites.skipped) == (0, 0, 0)

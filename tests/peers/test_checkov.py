"""Everything that checkov finds in the template and in both regions' stacks is answered in docs/checkov.md."""

import json
import os
import subprocess

import pytest

from tapstack.checks.policy.document import Document
from tapstack.checks.subject import Subject
from tests.peers.conftest import ROOT, peer
from tests.place import EVERYTHING, REGIONS

TEMPLATE = ROOT / "lib" / "TapStack.json"
PAGE = ROOT / "docs" / "checkov.md"

Found = set[tuple[str, str]]


def answered() -> Found:
    """The check and the resource of each answer of the page."""
    rows = [line.strip("| \n").split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| CKV")]
    assert all(len(row) == 5 and all(row) for row in rows)
    return {(check, name) for check, _, names, *_ in rows for name in names.split(", ")}


@pytest.fixture
def checkov(tmp_path):
    """What checkov finds wrong with a template, as check and resource; it is told to fetch nothing."""

    def run(text: str) -> Found:
        file = tmp_path / "template.json"
        file.write_text(text)
        command = [peer("checkov", "checkov"), "--file", file, "--framework", "cloudformation", "--output", "json"]
        ended = subprocess.run(
            [*command, "--compact", "--skip-download"],
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode in {0, 1}, ended.stderr[-2000:]
        told = json.loads(ended.stdout)
        assert told["summary"]["parsing_errors"] == 0
        assert told["summary"]["passed"] > 100
        return {(one["check_id"], one["resource"].split(".")[-1]) for one in told["results"]["failed_checks"]}

    return run


def test_what_is_found_in_the_template_and_its_stacks_is_answered_and_nothing_else(checkov):
    subject = Subject(str(TEMPLATE), REGIONS, {"EnvironmentSuffix": "verify", **EVERYTHING}, complete=True)
    stacks = [Document(subject, region) for region in REGIONS]
    texts = [TEMPLATE.read_text(), *(stack.text(list(stack.types), ("*",)) for stack in stacks)]
    assert set().union(*map(checkov, texts)) == answered()


def test_a_fault_is_found(checkov):
    body = json.loads(TEMPLATE.read_text())
    del body["Resources"]["TradingDataBucket"]["Properties"]["VersioningConfiguration"]
    assert checkov(json.dumps(body)) - answered() == {("CKV_AWS_21", "TradingDataBucket")}

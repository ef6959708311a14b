"""Guard's own command comes to the same verdict as our engine: for each rule and stack, on the template and broken."""

import json
import subprocess
from collections.abc import Iterable

import pytest

from tapstack.checks.policy.document import Document
from tapstack.checks.policy.engine import binding
from tapstack.checks.policy.judge import judge
from tapstack.checks.subject import Subject
from tests.integration.test_rules_can_fail import BOTH, CASES, RULES, UNDER, broken
from tests.peers.conftest import ROOT, peer
from tests.place import EVERYTHING

TEMPLATE = ROOT / "lib" / "TapStack.json"
FIRST = {name: (path, value, regions) for name, path, value, regions in reversed(CASES)}
LISTS = {"PASS": "compliant", "FAIL": "not_compliant", "SKIP": "not_applicable"}
ENDS = {0: "every rule holds", 19: "a rule does not"}

Verdicts = dict[str, str]


@pytest.fixture
def guard(tmp_path):
    """The verdicts of Guard's command on rendered stacks: for each document, of each rule."""

    def run(documents: dict[str, Document]) -> dict[str, Verdicts]:
        folder = tmp_path / "stacks"
        folder.mkdir()
        for name, document in documents.items():
            (folder / f"{name}.json").write_text(document.text(list(document.types), ("*",)))
        files = [str(file) for file in sorted((ROOT / "rules").glob("*.guard"))]
        command = [peer("guard", "cfn-guard"), "validate", "--rules", *files, "--data", folder]
        ended = subprocess.run(
            [*command, "--structured", "--output-format", "json", "--show-summary", "none"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode in ENDS, ended.stderr[-2000:]
        told = {report["name"].rsplit("/", 1)[-1].removesuffix(".json"): report for report in json.loads(ended.stdout)}
        return {name: theirs(report) for name, report in told.items()}

    return run


def theirs(report) -> Verdicts:
    """What Guard says of each rule that is asked for by itself."""
    found = {}
    for status, key in LISTS.items():
        for entry in report[key]:
            name = entry["Rule"]["name"] if isinstance(entry, dict) else entry
            found[name] = status
    return {name: found[name] for name in RULES}


def ours(document: Document, names: Iterable[str]) -> Verdicts:
    """What our engine says of the stack: FAIL of one resource is FAIL of the stack, nothing to ask is SKIP."""
    return {
        name: whole({verdict.status.value for verdict in judge(RULES[name], document, binding())}) for name in names
    }


def whole(statuses: set[str]) -> str:
    return next(status for status in ("ERROR", "UNKNOWN", "FAIL", "PASS", "SKIP") if status in statuses)


def stacks(file, given, regions=BOTH) -> dict[str, Document]:
    subject = Subject(str(file), BOTH, {"EnvironmentSuffix": "verify", **given}, complete=True)
    return {region: Document(subject, region) for region in regions}


@pytest.mark.parametrize("given", [{}, EVERYTHING], ids=["as configured", "everything on"])
def test_both_say_the_same_of_the_template(guard, given):
    documents = stacks(TEMPLATE, given)
    assert guard(documents) == {region: ours(document, RULES) for region, document in documents.items()}


def test_both_say_the_same_where_the_template_loses_what_a_rule_guards(guard, tmp_path):
    documents, expected = {}, {}
    for name, (path, value, regions) in FIRST.items():
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(broken(path, value)))
        documents[name] = stacks(file, UNDER.get(name, {}), regions[:1])[regions[0]]
        expected[name] = ours(documents[name], RULES)
        assert expected[name][name] == "FAIL"
    assert set(expected) == set(RULES)
    assert guard(documents) == expected

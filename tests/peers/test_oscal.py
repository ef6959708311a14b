"""compliance-trestle, which has the whole model of OSCAL, reads our assessment results back."""

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.peers.conftest import ROOT, peer
from tests.unit.report.controlled import CONTROLS, EAST, WEST, evident, told

READER = Path(__file__).with_name("oscal_reader.py")
PROJECT = f"""
regions = ["eu-central-1", "us-east-1"]
rules = "{ROOT}/rules"
waivers = "{ROOT}/rules/waivers.yaml"
controls = "{ROOT}/rules/controls.yaml"

[[templates]]
path = "{ROOT}/lib/TapStack.json"
parameters = {{ EnvironmentSuffix = "verify" }}
"""


@pytest.fixture
def trestle():
    """What trestle understands of a document; fails with its own words where it refuses it."""
    python = peer("trestle", "trestle").with_name("python")

    def read(file):
        ended = subprocess.run([python, READER, file], capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr[-2000:]
        return json.loads(ended.stdout)

    return read


def test_controls_that_stand_in_every_way_are_read_back(trestle, tmp_path):
    file = tmp_path / "oscal.json"
    file.write_text(evident("oscal"))
    read = trestle(file)
    assert read["uuid"] == json.loads(file.read_text())["assessment-results"]["uuid"]
    assert read["results"] == [
        {
            "title": f"Controls in {WEST}",
            "observations": 5,
            "risks": ["open"],
            "findings": [["ENC-01", "not-satisfied"], ["NET-01", "satisfied"], ["RSL-01", "not-satisfied"]],
        },
        {
            "title": f"Controls in {EAST}",
            "observations": 4,
            "risks": ["deviation-approved"],
            "findings": [["ENC-01", "not-satisfied"], ["NET-01", "satisfied"], ["RSL-01", "not-satisfied"]],
        },
    ]


@pytest.mark.parametrize("matrix", [None, CONTROLS])
def test_a_run_that_judged_nothing_is_read_back(trestle, tmp_path, matrix):
    file = tmp_path / "oscal.json"
    file.write_text(evident("oscal", [], told([], matrix)))
    assert len(trestle(file)["results"]) == 2


def test_trestle_refuses_what_is_no_assessment_result(trestle, tmp_path):
    document = json.loads(evident("oscal"))
    document["assessment-results"]["results"][0]["findings"][0]["target"]["status"]["state"] = "green"
    file = tmp_path / "oscal.json"
    file.write_text(json.dumps(document))
    with pytest.raises(AssertionError, match="satisfied"):
        trestle(file)


def test_the_evidence_of_the_production_template_is_read_back(trestle, tapstack, tmp_path):
    """The static layers: what they say of the controls, trestle counts the same."""
    (tmp_path / "tapstack.toml").write_text(PROJECT)
    ended = tapstack("verify", "--skip-layer", "simulate", "--skip-layer", "lint", cwd=tmp_path)
    assert ended.returncode in (0, 1), ended.stderr
    controls = json.loads((tmp_path / "reports" / "report.json").read_text())["controls"]
    read = trestle(tmp_path / "reports" / "oscal.json")
    for region, result in zip(controls["regions"], read["results"], strict=True):
        states = Counter(state for _, state in result["findings"])
        counts = controls["counts"][region]
        judged = sum(counts.values()) - counts["SKIP"]
        assert (states["satisfied"], states.total()) == (counts["PASS"], judged)

"""The HTML report in a real browser: it opens, filters, is followed, moved, printed, and lets nothing in."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tapstack.report.html.page import page
from tests.peers.conftest import ROOT, peer
from tests.unit.report.html import hostile
from tests.unit.report.html.samples import bare, drawn

VISITOR = Path(__file__).with_name("report_visitor.py")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CONTROLS = ["control-ENC-01", "control-BKP-08", "control-NET-01", "control-RSL-01"]
BELOW_THE_BAR = 76  # what the page keeps free for its search
LIGHT, DARK, WHITE = "rgb(246, 247, 249)", "rgb(18, 21, 27)", "rgb(255, 255, 255)"


@pytest.fixture(scope="session")
def chromium():
    return next(filter(None, map(shutil.which, BROWSERS)), None) or pytest.fail("No Chromium: run make peers.")


@pytest.fixture(scope="session")
def visit(chromium, tmp_path_factory):
    """What was seen in a visit, and all that was told and asked for in it."""
    python = peer("browser", "playwright").with_name("python")

    def visit(text, name, width=1280):
        folder = tmp_path_factory.mktemp("report")
        file = folder / "report.html"
        file.write_text(text, encoding="utf-8")
        command = [python, VISITOR, chromium, file, name, folder, str(width)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr[-3000:]
        document = json.loads(ended.stdout)
        assert (document["dialogs"], document["pages"]) == ([], 1)
        if name != "guarded":
            assert document["asked"] == [file.as_uri()], "it loads nothing but itself"
            assert document["told"] == [], "the console is empty"
        return document["seen"]

    return visit


@pytest.mark.parametrize("width", [1280, 390], ids=["desk", "phone"])
def test_it_opens_with_landmarks_and_names_and_nothing_sticks_out(visit, width):
    seen = visit(drawn(), "opens", width)
    assert seen["title"] == "Failed: lib/t.json as of 2026-01-01 - tapstack"
    assert set(seen["landmarks"].values()) == {1}
    assert (seen["nameless"], seen["wide"], seen["controls"]) == ([], 0, CONTROLS)


def test_a_report_of_nothing_opens_as_well(visit):
    assert visit(bare(), "opens")["controls"] == []


def test_controls_are_filtered_by_framework_region_and_verdict_and_everything_is_searched(visit):
    seen = visit(drawn(), "filters")
    assert (seen["gdpr"], seen["columns"]) == (CONTROLS[:2], 5)
    assert seen["cleared"] == CONTROLS
    assert (seen["fail"], seen["fail in the east"], seen["none"]) == (CONTROLS[:1], [], True)
    assert seen["warnings"] == 1
    assert (seen["said"], seen["searched"]) == ("Found: 1 control", [CONTROLS[3]])
    assert seen["after escape"] == CONTROLS


def test_a_finding_leads_to_its_resource_and_that_back_to_it_and_on_to_its_control(visit):
    seen = visit(drawn(), "follows")
    assert "AWS::Test::Bucket, us-west-2" in seen["panel"] and "S3-002" in seen["panel"]
    assert seen["marked"] == "Bucket, AWS::Test::Bucket, us-west-2, error"
    assert seen["on"] == 3, "what it needs, what needs it, and what it refers to"
    assert (seen["focus"], seen["address"]) == ("panel", "#resource-us-west-2-Bucket")
    assert seen["back at"] == seen["gone back to"]
    assert seen["back at"].startswith("finding-S3-002")
    assert (seen["control"], seen["open"]) == ("control-ENC-01", 1)


def test_the_picture_moves_zooms_and_shows_what_is_clicked(visit):
    seen = visit(drawn(), "picture")
    assert seen["moved"][:2] != seen["whole"][:2] and seen["moved"][2:] == seen["whole"][2:]
    assert seen["chosen by moving"] == 0
    assert seen["zoomed"][2] < seen["moved"][2]
    assert seen["whole again"] == seen["whole"]
    assert (seen["clicked"], seen["neighbours"], seen["closed"]) == ("Bucket", 3, True)
    assert (seen["lines"], seen["lines hidden"]) == (6, 0)


def test_on_paper_everything_is_open_and_nothing_is_a_tool_and_the_ground_is_white(visit):
    seen = visit(drawn(), "prints")
    assert seen["begins"] == "%PDF-" and seen["size"] > 20_000
    assert (seen["tools"], seen["drills closed"], seen["details hidden"]) == (0, 0, 0)
    assert (seen["ground"], seen["closed again"]) == (WHITE, 4)


def test_it_is_light_or_dark_as_the_system_or_the_reader_has_it_and_can_be_read_in_both(visit):
    seen = visit(drawn(), "colours")
    assert seen["light"] == {"ground": LIGHT, "poor": []}
    assert seen["dark"] == {"ground": DARK, "poor": []}
    assert (seen["light in spite of dark"], seen["remembered"], seen["system again"]) == (LIGHT, LIGHT, DARK)


def test_the_keyboard_is_enough(visit):
    seen = visit(drawn(), "keys")
    assert (seen["first"], seen["skipped to"]) == ("skip", "main")
    assert (seen["slash"], seen["typed"]) == ("search", "a/b")
    assert seen["matrix"] and seen["picture"] and seen["drill"], "all are reached by Tab"
    assert seen["cell"] == [3, 1], "down over the closed row, and to the right"
    assert (seen["opened"], seen["end"], seen["one stop"]) == (1, True, 1)
    assert seen["at"] == "Bucket, AWS::Test::Bucket, us-west-2, error" and seen["told"]
    assert (seen["in the panel"], seen["back"], seen["zoomed"]) == ("panel", "stage", True)


def test_without_script_it_can_be_read_and_followed(visit):
    seen = visit(drawn(), "read")
    assert seen == {"forms": 0, "meaning": True, "buttons": 0, "boxes": 8, "entry": True}


def test_markup_and_script_in_every_text_stay_text(visit):
    findings, summary = hostile.run()
    check_inert(visit(page(findings, summary), "inert"))


def check_inert(seen):
    assert (seen["scripts"], seen["strange"], seen["handlers"], seen["styled"]) == (1, 0, 0, 0)
    assert (seen["links"], seen["woken"]) == ([], "undefined")
    assert "<script>window.woken = 1; alert(1)</script>" in seen["text"]
    assert "<img src=x onerror=" in seen["text"]


def test_what_is_in_a_template_stays_text_all_the_way_and_secrets_stay_secret(visit, tapstack, tmp_path):
    bad = "<img src=x onerror=window.woken=1>"
    script = "<script>window.woken = 1; alert(1)</script>"
    template = {
        "Description": script,
        "Parameters": {f"Word{bad}": {"Type": "String", "NoEcho": True, "Default": "s3cr3t & 'quoted'"}},
        "Resources": {
            f"Topic{script}": {"Type": f"AWS::SNS::Topic{bad}", "Properties": {"TopicName": {"Ref": bad}}},
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": f"{script} s3cr3t & 'quoted'"}},
        },
    }
    file = tmp_path / "t.json"
    file.write_text(json.dumps(template, indent=2))
    regions = ("--region", "us-east-1", "--region", "eu-central-1")
    ended = tapstack(
        "check", file, *regions, "--format", "html", "--layer", "template", "--layer", "links", cwd=tmp_path
    )
    assert ended.returncode == 1, ended.stderr
    assert "s3cr3t" not in ended.stdout
    check_inert(visit(ended.stdout, "inert"))


def test_should_markup_ever_get_in_the_browser_refuses_it(visit):
    seen = visit(drawn(), "guarded")
    assert (seen["markup"], seen["styled"]) == ("TypeError", "refused")
    assert seen["refused"] == ["frame-src", "img-src", "require-trusted-types-for", "style-src-attr"]


def test_the_report_of_the_production_template_opens_and_shows_both_regions(visit, tapstack, tmp_path):
    layers = ("--layer", "template", "--layer", "policy", "--layer", "links")
    file = tmp_path / "report.html"
    ended = tapstack("check", "--format", "html", "--output", file, *layers, cwd=ROOT)
    assert ended.returncode in {0, 1}, ended.stderr
    text = file.read_text(encoding="utf-8")
    assert len(text.encode()) < 3_000_000
    seen = visit(text, "picture")
    assert seen["lines"] > 300
    assert visit(text, "opens", 390)["wide"] == 0
    arrived = visit(text, "arrives")
    assert len(arrived) >= 7
    assert {name: place for name, place in arrived.items() if abs(place[0] - BELOW_THE_BAR) > 2 and place[1] > 2} == {}
    sys.stdout.write(f"interactive after {visit(text, 'opens')['timing']:.0f} ms\n")

"""``tapstack graph --links``: both regions and what leads from one to the other, in every form."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tapstack.cli.main import main

BUS = {"Type": "AWS::Events::EventBus", "Properties": {"Name": "bus"}}
ARN = {"Fn::Sub": "arn:aws:events:eu-central-1:${AWS::AccountId}:event-bus/bus"}
RULE = {
    "Type": "AWS::Events::Rule",
    "Condition": "IsSource",
    "Properties": {"Targets": [{"Id": "peer", "Arn": ARN}]},
}
TEMPLATE = {
    "Conditions": {"IsSource": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}},
    "Resources": {"Bus": BUS, "Rule": RULE},
}
BOTH = ("--region", "eu-central-1", "--region", "us-east-1", "--links")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.json").write_text(json.dumps(TEMPLATE))


def drawn(capsys: Captured, form: str) -> str:
    assert main(["graph", "t.json", *BOTH, "--format", form]) == 0
    return capsys.readouterr().out


def test_json_has_regions_links_and_orders(capsys: Captured) -> None:
    document = json.loads(drawn(capsys, "json"))
    [link] = document["links"]
    assert (link["from"], link["region"], link["target"], link["to"]) == ("Rule", "us-east-1", "Bus", "eu-central-1")
    assert set(document["regions"]) == {"eu-central-1", "us-east-1"}
    assert document["orders"]["create"] == [["eu-central-1", "us-east-1"]]


def test_mermaid_has_a_box_for_each_region_and_an_arrow(capsys: Captured) -> None:
    lines = drawn(capsys, "mermaid").splitlines()
    assert lines[0] == "flowchart LR"
    assert [line.strip() for line in lines if "subgraph" in line] == [
        'subgraph r0["eu-central-1"]',
        'subgraph r1["us-east-1"]',
    ]
    assert lines[-1].strip() == 'r1n0 -->|"run time"| r0n0'


def test_dot_has_a_cluster_for_each_region_and_an_arrow(capsys: Captured) -> None:
    text = drawn(capsys, "dot")
    assert text.count("subgraph cluster_") == 2
    assert '"us-east-1/Rule" -> "eu-central-1/Bus" [style=solid, label="run time"];' in text


def test_svg_is_a_picture_with_a_curve_and_no_script(capsys: Captured) -> None:
    picture = ET.fromstring(drawn(capsys, "svg"))
    names = [element.tag.rpartition("}")[2] for element in picture.iter()]
    assert (names.count("path"), names.count("script")) == (1, 0)
    assert "Rule (us-east-1) to Bus (eu-central-1): run time" in "".join(picture.itertext())


@pytest.mark.parametrize(
    "options",
    [("--links", "--order"), ("--links", "--deletion"), ("--format", "svg")],
    ids=" ".join,
)
def test_what_does_not_go_together_is_refused_with_what_to_do(capsys: Captured, options: tuple[str, ...]) -> None:
    assert main(["graph", "t.json", "--region", "us-east-1", *options]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)

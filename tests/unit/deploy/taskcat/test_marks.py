"""Tags of a run, and the role that its stacks are made under, on the way to taskcat."""

import yaml

from tapstack.deploy.taskcat.stage import staged
from tapstack.deploy.taskcat.tests import Test as TaskcatTest

TESTS = (TaskcatTest("target", "eu-central-1", "t.json", {}),)
TEXT = "# as it is\nproject: {name: p, tags: {Owner: we, Cost: '7'}}\ntests: {target: {template: t.json, regions: [eu-central-1]}}\n"


def project(tmp_path, **tags):
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "taskcat.yml").write_text(TEXT)
    (tmp_path / "root" / "t.json").write_text("{}")
    stage = staged(tmp_path / "stage", tmp_path / "root", TESTS, "nightly-tabc-1", tags)
    return (stage.project / "taskcat.yml").read_text()


def test_tags_of_a_run_go_before_those_of_the_project(tmp_path):
    text = project(tmp_path, Owner="night", run="nightly-tabc-1")
    document = yaml.safe_load(text)
    assert document["project"] == {"name": "p", "tags": {"Owner": "night", "Cost": "7", "run": "nightly-tabc-1"}}
    assert document["tests"] == yaml.safe_load(TEXT)["tests"]


def test_without_tags_the_file_stays_as_it_is(tmp_path):
    assert project(tmp_path) == TEXT

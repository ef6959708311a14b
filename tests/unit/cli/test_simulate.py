"""``tapstack simulate``."""

import json
from importlib.resources import files

import jsonschema
import pytest

from tapstack.cli.main import main

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "q"}}
BOTH = ("--region", "eu-central-1", "--region", "us-east-1")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder, capsys):
    def of(resources, *arguments, **sections):
        (folder / "t.json").write_text(json.dumps({"Resources": resources, **sections}))
        code = main(["simulate", "t.json", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return of


def test_a_deployment_is_told_region_by_region(run):
    code, out, err = run({"Queue": QUEUE}, "--deploy", *BOTH)
    assert code == 0
    assert out.splitlines()[0].split() == ["eu-central-1", "SUCCEEDED", "CREATE_COMPLETE", "1", "resources"]
    assert "2 executed, 0 recorded only, 0 not made" in out
    assert "us-east-1: SUCCEEDED" in err


def test_events_are_told_as_cloudformation_tells_them(run):
    _, out, _ = run({"Queue": QUEUE}, "--deploy", "--events", "--region", "us-east-1")
    statuses = [line.split()[2] for line in out.splitlines() if "AWS::SQS::Queue" in line]
    assert statuses == ["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"]


def test_json_has_operation_stacks_resources_and_events(run):
    _, out, _ = run({"Queue": QUEUE}, "--deploy", "--format", "json", *BOTH)
    document = json.loads(out)
    assert document["version"] == 1
    assert document["operation"]["status"] == "SUCCEEDED"
    assert document["stacks"] == {"eu-central-1": "CREATE_COMPLETE", "us-east-1": "CREATE_COMPLETE"}
    assert [one["how"] for one in document["resources"]] == ["executed", "executed"]
    assert {event["ResourceType"] for event in document["events"]} == {"AWS::CloudFormation::Stack", "AWS::SQS::Queue"}


@pytest.mark.parametrize("second", [QUEUE, {"Type": "AWS::SQS::Queue"}], ids=["refused", "made"])
def test_json_is_of_its_schema(run, second):
    schema = json.loads(files("tapstack.simulate.telling").joinpath("deployment.schema.json").read_text())
    resources = {"One": QUEUE, "Two": {**second, "DependsOn": "One"}}
    jsonschema.validate(json.loads(run(resources, "--deploy", "--format", "json", *BOTH)[1]), schema)


def test_the_same_seed_prints_the_same_bytes(run):
    arguments = ("--deploy", "--format", "json", "--seed", "7", *BOTH)
    assert run({"Queue": QUEUE}, *arguments)[1] == run({"Queue": QUEUE}, *arguments)[1]


def test_a_refusal_exits_with_1(run):
    code, out, _ = run({"One": QUEUE, "Two": {**QUEUE, "DependsOn": "One"}}, "--deploy", *BOTH)
    assert code == 1
    assert "ResourceLogicalId:Two" in out


def test_a_type_that_cannot_be_simulated_exits_with_5_and_is_named(run):
    code, out, err = run({"Machine": {"Type": "AWS::EC2::Instance"}}, "--deploy", *BOTH)
    assert (code, out) == (5, "")
    assert "AWS::EC2::Instance (Machine)" in err


def test_a_sweep_is_told_phase_by_phase(run):
    code, out, _ = run({"Queue": QUEUE}, "--sweep", *BOTH)
    assert code == 0
    assert out.splitlines()[-1] == "4 calls refused, 1 of them again from the beginning; 0 failed."


def test_a_script_is_carried_out(run, folder):
    (folder / "s.txt").write_text("deploy\nexpect SUCCEEDED\n")
    code, out, _ = run({"Queue": QUEUE}, "--script", "s.txt", *BOTH)
    assert code == 0
    assert out.startswith("deploy: SUCCEEDED")


def test_a_script_that_expects_something_else_exits_with_1(run, folder):
    (folder / "s.txt").write_text("deploy\nexpect FAILED\n")
    code, out, _ = run({"Queue": QUEUE}, "--script", "s.txt", *BOTH)
    assert code == 1
    assert "FAIL line 2" in out


def test_a_secret_is_never_printed(run):
    value = {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "s", "Type": "String", "Value": {"Ref": "Secret"}}}
    secret = {"Secret": {"Type": "String", "NoEcho": True}}
    arguments = ("--deploy", "--format", "json", "--parameter", "Secret=hunter22", *BOTH)
    code, out, err = run({"P": value}, *arguments, Parameters=secret)
    assert code == 0
    assert "hunter22" not in out + err


def test_without_its_libraries_it_exits_with_3_and_says_what_to_install(run, monkeypatch):
    monkeypatch.setattr("tapstack.simulate.installed.find_spec", lambda name: None if name == "moto" else object())
    code, out, err = run({"Queue": QUEUE}, "--deploy", *BOTH)
    assert (code, out) == (3, "")
    assert "The simulation needs moto" in err
    assert "pip install 'tapstack[simulate]'" in err

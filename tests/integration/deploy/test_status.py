"""``tapstack status``: what is there, whether it is current, what is under way and what failed."""

import json
import threading

import pytest

from tapstack.cli.main import main
from tests.integration.deploy.conftest import valid
from tests.stack_sets import ACCOUNT, HERE, THERE, ended, template


@pytest.fixture
def status(account, capsys):
    def run(name, *arguments):
        capsys.readouterr()
        regions = ("--region", HERE, "--region", THERE)
        code = main(["status", "t.json", *regions, "--stack-set", name, *arguments])
        return code, *capsys.readouterr()

    return run


def _begin_update(client, name):
    """An update of both regions, one after the other."""
    order = {"RegionConcurrencyType": "SEQUENTIAL", "RegionOrder": [HERE, THERE], "FailureToleranceCount": 0}
    begun = client("cloudformation").update_stack_set(
        StackSetName=name,
        UsePreviousTemplate=True,
        Parameters=[{"ParameterKey": "Size", "ParameterValue": "big"}],
        OperationPreferences=order,
    )
    return begun["OperationId"]


def _update(client, name):
    return ended(client("cloudformation"), name, _begin_update(client, name))["Status"]


def test_nothing_there_is_5(status, account):
    (account / "t.json").write_text(template("/nothing"))
    code, out, err = status("nothing")
    assert (code, err) == (5, "")
    assert out == "There is no StackSet nothing in account 123456789012, managed in eu-central-1.\n"


def test_all_current_is_0(made, status):
    made("current")
    code, out, _ = status("current")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "StackSet current in account 123456789012, managed in eu-central-1: ACTIVE, SELF_MANAGED"
    assert [line.split()[:3] for line in lines[1:3]] == [
        [HERE, "CURRENT", "SUCCEEDED;"],
        [THERE, "CURRENT", "SUCCEEDED;"],
    ]
    assert "stack CREATE_COMPLETE (1 CREATE_COMPLETE), drift NOT_CHECKED" in lines[1]
    assert " CREATE SUCCEEDED" in lines[3]


def test_the_same_as_json(made, status):
    made("json")
    code, out, err = status("json", "--format", "json")
    told = valid(json.loads(out), "status")
    assert (code, err, told["current"], told["running"]) == (0, "", True, None)
    assert told["account"] == "123456789012" and told["stack_set"]["name"] == "json"
    assert [(one["region"], one["status"], one["stack"]["status"]) for one in told["instances"]] == [
        (HERE, "CURRENT", "CREATE_COMPLETE"),
        (THERE, "CURRENT", "CREATE_COMPLETE"),
    ]
    assert [result["status"] for result in told["operations"][0]["results"]] == ["SUCCEEDED", "SUCCEEDED"]


def test_a_region_without_an_instance_is_1(made, status, client):
    made("half")
    formation = client("cloudformation")
    formation.delete_stack_instances(StackSetName="half", Accounts=[ACCOUNT], Regions=[THERE], RetainStacks=False)
    code, out, _ = status("half", "--follow")
    assert code == 1
    assert not [line for line in out.splitlines() if line.startswith(THERE)]


def test_a_region_that_failed_tells_what_failed(made, status, control, client):
    made("failed")
    control("fail", region=THERE, resource="Setting", action="update")
    assert _update(client, "failed") == "FAILED"
    code, out, _ = status("failed", "--format", "json")
    there = next(one for one in valid(json.loads(out), "status")["instances"] if one["region"] == THERE)
    assert (code, there["status"], there["stack"]["status"]) == (1, "OUTDATED", "UPDATE_ROLLBACK_COMPLETE")
    assert [(one["logical_id"], one["status"]) for one in there["failures"]] == [("Setting", "UPDATE_FAILED")]
    _, out, _ = status("failed")
    assert "Setting (AWS::SSM::Parameter) UPDATE_FAILED" in out


def test_an_operation_under_way_is_told_and_followed(made, status, client, control):
    made("followed")
    control("stall", region=THERE, resource="Setting", action="update")
    _begin_update(client, "followed")
    code, out, _ = status("followed")
    assert code == 1 and "Under way: operation" in out and "tapstack status --follow" in out
    release = threading.Timer(1, lambda: control("release", region=THERE, resource="Setting"))
    release.start()
    code, out, err = status("followed", "--follow")
    release.join()
    assert code == 0, out
    assert "Under way" not in out
    assert f"{THERE}: SUCCEEDED" in err


def test_proof_is_part_of_it(made, status, client):
    made("proved")
    code, out, _ = status("proved", "--prove")
    assert code == 0 and "Proof: " in out and " FAIL" not in out
    client("ssm", THERE).delete_parameter(Name="/proved")
    code, out, _ = status("proved", "--prove", "--format", "json")
    failed = [one for one in valid(json.loads(out), "status")["findings"] if one["status"] == "FAIL"]
    assert code == 1
    assert {(one["check"], one["region"], one["resource"]) for one in failed} >= {("DEP-023", THERE, "Setting")}


def test_credentials_of_another_account_are_2(status, account):
    (account / "t.json").write_text(template("/other"))
    code, out, err = status("other", "--account-id", "210987654321")
    assert (code, out) == (2, "")
    assert "account 123456789012, and 210987654321 was asked for" in err

"""``tapstack drift``: what was changed by hand since the deployment."""

import json

import pytest
from junitparser import JUnitXml

from tapstack.cli.main import main
from tests.integration.deploy.conftest import valid
from tests.stack_sets import HERE, THERE, template


@pytest.fixture
def drift(account, capsys):
    def run(name, *arguments):
        capsys.readouterr()
        regions = ("--region", HERE, "--region", THERE)
        code = main(["drift", "t.json", *regions, "--stack-set", name, *arguments])
        told = account / "reports" / "drift.json"
        return code, *capsys.readouterr(), valid(json.loads(told.read_text()), "drift") if told.exists() else None

    return run


def failing(document):
    return [(one["check"], one["region"], one["resource"]) for one in document["findings"] if one["status"] == "FAIL"]


@pytest.mark.parametrize("how", [(), ("--per-stack",)], ids=["set", "stacks"])
def test_what_nobody_changed_has_not_drifted(made, drift, how):
    name = f"still-{len(how)}"
    made(name)
    code, out, _, document = drift(name, *how)
    assert (code, failing(document)) == (0, [])
    assert document["counts"]["PASS"] == 3
    assert out.startswith("3 PASS.")


@pytest.mark.parametrize("how", [(), ("--per-stack",)], ids=["set", "stacks"])
def test_a_value_changed_by_hand_is_told_with_what_it_was(made, drift, client, how, account):
    name = f"changed-{len(how)}"
    made(name)
    client("ssm", THERE).put_parameter(Name=f"/{name}", Value="huge", Type="String", Overwrite=True)
    code, out, _, document = drift(name, *how)
    assert (code, failing(document)) == (1, [("DEP-040", THERE, "Setting")])
    assert f"/{name} was changed: /Value: was small, is huge." in out
    cases = [case for suite in JUnitXml.fromfile(str(account / "reports" / "drift.xml")) for case in suite]
    assert sum(not case.is_passed and not case.is_skipped for case in cases) == 1


@pytest.mark.parametrize("how", [(), ("--per-stack",)], ids=["set", "stacks"])
def test_what_was_deleted_by_hand_is_told(made, drift, client, how):
    name = f"gone-{len(how)}"
    made(name)
    client("ssm", HERE).delete_parameter(Name=f"/{name}")
    code, out, _, document = drift(name, *how)
    assert (code, failing(document)) == (1, [("DEP-040", HERE, "Setting")])
    assert f"/{name} was deleted." in out


def test_a_file_that_is_ahead_is_a_warning(made, drift, account):
    made("ahead")
    (account / "t.json").write_text(template("/ahead", Description="Another"))
    code, out, _, document = drift("ahead")
    assert (code, failing(document)) == (0, [("DEP-041", None, None)])
    assert "these differ: the template (file SHA-256 " in out
    assert drift("ahead", "--fail-on", "warning")[0] == 1


def test_a_parameter_that_is_ahead_is_named(made, drift):
    made("parameter")
    _, out, _, document = drift("parameter", "--parameter", "Size=big")
    assert failing(document) == [("DEP-041", None, None)]
    assert "these differ: parameter Size (" in out


def test_without_a_stack_set_there_is_nothing_to_look_at(drift, account):
    (account / "t.json").write_text(template("/none"))
    code, out, err, document = drift("none")
    assert (code, out, document) == (5, "", None)
    assert "There is no StackSet none in account 123456789012. Deploy it" in err


def test_another_operation_is_waited_for_by_whoever_began_it(made, drift, client, control):
    made("busy")
    control("stall", region=THERE, resource="Setting", action="update")
    client("cloudformation").update_stack_set(
        StackSetName="busy",
        UsePreviousTemplate=True,
        Parameters=[{"ParameterKey": "Size", "ParameterValue": "big"}],
    )
    code, out, err, _ = drift("busy")
    control("release", region=THERE, resource="Setting")
    assert (code, out) == (1, "")
    assert "The StackSet busy is in operation " in err and "tapstack status --follow" in err


def test_a_region_without_a_stack_fails(made, drift, client):
    made("lost")
    stack = client("cloudformation", THERE)
    for one in stack.describe_stacks()["Stacks"]:
        if one["StackName"].startswith("StackSet-lost-"):
            stack.delete_stack(StackName=one["StackId"])
            stack.get_waiter("stack_delete_complete").wait(StackName=one["StackId"], WaiterConfig={"Delay": 1})
    code, out, _, document = drift("lost", "--per-stack")
    assert (code, failing(document)) == (1, [("DEP-040", THERE, None)])
    assert "There is no stack." in out

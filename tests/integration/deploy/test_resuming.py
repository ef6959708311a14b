"""A run that ends anywhere, and the same command again: the state is that of a run that was not disturbed."""

import os
import signal
import subprocess
import sys
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ConnectionClosedError
from botocore.httpsession import URLLib3Session

from tests.integration.deploy.conftest import BUCKET, sent
from tests.stack_sets import HERE, THERE, template


class _Once:
    """Makes the client of a service in a region once; other arguments are always the same."""

    def __init__(self, make):
        self.make = make
        self.made = {}

    def __call__(self, service, region_name, **more):
        key = (service, region_name, *more)
        if key not in self.made:
            self.made[key] = self.make(service, region_name=region_name, **more)
        return self.made[key]


@pytest.fixture
def quick(monkeypatch, account):
    """Without static layers and proof, which have tests of their own, and with every client made once."""
    session = boto3.session.Session()
    monkeypatch.setattr(session, "client", _Once(session.client))
    monkeypatch.setattr("tapstack.cli.static.errors", lambda *_, **__: 0)
    monkeypatch.setattr("tapstack.deploy.proving.prove", lambda *_: iter(()))
    monkeypatch.setattr("tapstack.deploy.connection.boto3.session.Session", lambda *_, **__: session)


@pytest.fixture
def killed(monkeypatch):
    """Ends the process, as far as it can tell, before the call of this number; gives what was called."""
    real = BaseClient._make_api_call
    state: dict[str, Any] = {"left": None, "calls": []}

    def call(self, operation, parameters):
        if state["left"] == 0:
            state["left"] = None
            raise KeyboardInterrupt
        if state["left"] is not None:
            state["left"] -= 1
        state["calls"].append(operation)
        return real(self, operation, parameters)

    def before(number):
        state.update(left=number, calls=[])
        return state

    monkeypatch.setattr(BaseClient, "_make_api_call", call)
    return before


def standing(client, name):
    """The set and its instances, as far as they do not depend on when they were made."""
    formation = client("cloudformation")
    found = formation.describe_stack_set(StackSetName=name)["StackSet"]
    instances = formation.list_stack_instances(StackSetName=name)["Summaries"]
    definition = {key: found[key] for key in ("TemplateBody", "Parameters", "Capabilities", "Description", "Status")}
    return definition, sorted((one["Region"], one["Status"]) for one in instances)


def sweep(deploy, killed, client, name, *arguments, before=lambda name: None, number=0):
    """Kills a run before each of its calls in turn, from that number on; gives how many calls it has."""
    while True:
        one = f"{name}{number}"
        before(one)
        state = killed(number)
        text = template(f"/{one}", Description="Swept")
        run = deploy(one, *arguments, text=text)
        finished = state["left"] is not None
        killed(None)
        if not finished:
            assert (run.code, "Interrupted" in run.err) == (130, True)
            run = deploy(one, *arguments, text=text)
        assert run.code == 0, (number, run.err)
        definition, instances = standing(client, one)
        assert instances == [(HERE, "CURRENT"), (THERE, "CURRENT")], number
        assert definition["TemplateBody"] == text
        if finished or number % 5 == 0:
            assert sent(deploy(one, *arguments, text=text)) == [], number
        if finished:
            return number
        number += 1


def test_a_creation_that_is_killed_before_any_call_goes_on(deploy, killed, client, quick, value):
    assert sweep(deploy, killed, client, "c") > 15


def test_an_update_that_is_killed_before_any_call_from_its_first_write_on_goes_on(deploy, killed, client, quick, value):
    def before(name):
        killed(None)
        assert deploy(name, text=template(f"/{name}")).code == 0

    before("undisturbed")
    state = killed(None)
    assert deploy("undisturbed", "--parameter", "Size=big").code == 0
    first = state["calls"].index("UpdateStackSet")
    calls = sweep(deploy, killed, client, "u", "--parameter", "Size=big", before=before, number=first)
    assert calls > first + 3
    assert [value(f"u{calls - 1}", region) for region in (HERE, THERE)] == ["big", "big"]


@pytest.mark.parametrize("operation", ["PutObject", "CreateStackSet", "CreateStackInstances", "UpdateStackSet"])
def test_a_lost_answer_is_no_second_request(deploy, quick, monkeypatch, client, operation):
    """The connection is closed after the request has had its effect; botocore sends it again, and so it is the same."""
    name = f"lost-{operation}"
    if operation == "UpdateStackSet":
        deploy(name)
    real = URLLib3Session.send
    lost: list[str] = []

    def send(self, request):
        answer = real(self, request)
        body = request.body if isinstance(request.body, bytes) else str(request.body).encode()
        wanted = request.method == "PUT" if operation == "PutObject" else f"Action={operation}&".encode() in body
        if wanted and not lost:
            lost.append(operation)
            raise ConnectionClosedError(endpoint_url=request.url)
        return answer

    monkeypatch.setattr(URLLib3Session, "send", send)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    run = deploy(name, "--parameter", "Size=big")
    assert (run.code, lost) == (0, [operation]), run.err
    made = client("cloudformation").list_stack_set_operations(StackSetName=name)["Summaries"]
    assert len(made) == (2 if operation == "UpdateStackSet" else 1)
    assert {one["Status"] for one in made} == {"SUCCEEDED"}


def test_an_end_by_sigterm_says_that_the_operation_goes_on(deploy, control, account, served):
    (account / "t.json").write_text(template("/ended"))
    regions = ("--region", HERE, "--region", THERE)
    command = [sys.executable, "-m", "tapstack", "deploy", "t.json", *regions, "--stack-set", "ended", "--yes"]
    control("pause")
    process = subprocess.Popen(
        [*command, "--bucket", BUCKET], env=dict(os.environ), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    said = []
    for line in process.stderr:
        said.append(line)
        if "PENDING" in line:
            process.send_signal(signal.SIGTERM)
            break
    said += process.stderr.readlines()
    assert process.wait() == 130, said
    assert process.stdout.read() == ""
    process.stdout.close()
    process.stderr.close()
    assert "goes on there; the same command follows it, and does what is left." in said[-1]
    control("resume")
    run = deploy("ended", text=template("/ended"))
    assert run.code == 0
    assert sent(run) == []


def test_an_interrupted_run_leaves_a_report_that_says_so(deploy, killed, quick):
    killed(12)
    run = deploy("report")
    assert (run.code, run.document["status"]) == (130, "INTERRUPTED")
    assert run.document["error"].startswith("Interrupted.")


def test_an_operation_can_be_stopped_and_gone_on_with(deploy, control, quick, killed):
    control("stall", resource="Setting", region=HERE)
    assert deploy("stopped", "--timeout", "0.01").code == 1
    control("release")
    run = deploy("stopped", "--stop")
    assert run.code == 0
    assert "ended" in run.out or "No operation" in run.out
    assert deploy("stopped").code == 0

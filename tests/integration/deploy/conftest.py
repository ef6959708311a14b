"""``tapstack deploy`` in this process against ``tapstack serve`` in another, over HTTP."""

import json
import urllib.request
from importlib.resources import files
from types import SimpleNamespace

import boto3
import jsonschema
import pytest

from tapstack.cli.main import main
from tapstack.endpoint.process import started
from tests.stack_sets import ACCOUNT, HERE, THERE, ended, make_roles, template

BUCKET = "templates-of-tests"


@pytest.fixture(scope="module")
def served():
    """One account for the tests of a module, with a bucket and the two roles: each test names its own StackSet."""
    with started(speed=1000) as server:
        session = boto3.session.Session("testing", "testing", region_name=HERE)
        where = {"LocationConstraint": HERE}
        s3 = session.client("s3", endpoint_url=server.url)
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
        make_roles(session.client("iam", endpoint_url=server.url))
        yield server


@pytest.fixture
def client(served):
    def make(service, region=HERE):
        session = boto3.session.Session("testing", "testing")
        return session.client(service, region_name=region, endpoint_url=served.url)

    return make


@pytest.fixture
def control(served):
    """A control call of the server."""

    def call(name, **given):
        data = json.dumps(given).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{served.url}/_tapstack/{name}", data)) as answer:
            return json.load(answer)

    return call


@pytest.fixture
def account(served, tmp_path, monkeypatch):
    """The variables of the environment with which the server is the account, in a folder without configuration."""
    for name, value in served.environment(HERE).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.setenv("TAPSTACK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tapstack.deploy.following.pace.Pace.shortest", 0.02)
    return tmp_path


@pytest.fixture
def deploy(account, capsys):
    """Deploys a template under the name of a StackSet; ``arguments`` as on the command line, beside the usual ones."""

    def run(name, *arguments, text=None, bucket=BUCKET, usual=("--yes",)):
        if text is not None or not (account / "t.json").exists():
            (account / "t.json").write_text(text or template(f"/{name}"))
        regions = ("--region", HERE, "--region", THERE)
        code = main(["deploy", "t.json", *regions, "--stack-set", name, "--bucket", bucket, *usual, *arguments])
        printed = capsys.readouterr()
        report = account / "reports" / "deploy.json"
        document = json.loads(report.read_text()) if report.exists() else None
        return SimpleNamespace(code=code, out=printed.out, err=printed.err, document=document)

    return run


@pytest.fixture
def made(account, client):
    """Makes a StackSet and its instances by hand, which takes less time than ``deploy``; gives its name."""

    def make(name, text=None, **parameters):
        (account / "t.json").write_text(text or template(f"/{name}"))
        formation = client("cloudformation")
        given = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
        formation.create_stack_set(StackSetName=name, TemplateBody=(account / "t.json").read_text(), Parameters=given)
        order = {"RegionConcurrencyType": "SEQUENTIAL", "RegionOrder": [HERE, THERE]}
        begun = formation.create_stack_instances(
            StackSetName=name, Accounts=[ACCOUNT], Regions=[HERE, THERE], OperationPreferences=order
        )
        assert ended(formation, name, begun["OperationId"])["Status"] == "SUCCEEDED"
        return name

    return make


@pytest.fixture
def value(client):
    """What Parameter Store has under the set's name in a region."""

    def of(name, region):
        return client("ssm", region).get_parameter(Name=f"/{name}")["Parameter"]["Value"]

    return of


def valid(document, command):
    """The document, which is as the command's schema says."""
    schema = files(f"tapstack.deploy.{command}").joinpath(f"{command}.schema.json").read_text()
    jsonschema.validate(document, json.loads(schema))
    return document


def sent(run):
    """The writes that a run sent."""
    return [request["operation"] for request in run.document["requests"]]


@pytest.fixture
def run(account, capsys):
    """Runs another command about a StackSet on the template that was written last."""

    def call(command, name, *arguments):
        regions = ("--region", HERE, "--region", THERE)
        code = main([command, "t.json", *regions, "--stack-set", name, *arguments])
        printed = capsys.readouterr()
        return SimpleNamespace(code=code, out=printed.out, err=printed.err)

    return call

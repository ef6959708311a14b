"""Our template through `tapstack deploy` and taskcat into both regions of `tapstack serve`, as commands."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure
from benchmarks.process import run

ROOT = Path(__file__).resolve().parent.parent
TASKCAT = ROOT / ".peers/taskcat/bin/taskcat"
HOME, BUCKET, SUFFIX = "eu-central-1", "benchmark-templates", "bench"
DEPLOY_SECONDS, TASKCAT_SECONDS = 30, 60


def deployed(file: Path) -> list[float]:
    """Seconds of the first deployment, and of the same command again, which finds nothing to do."""
    from tapstack.endpoint.process import started

    with tempfile.TemporaryDirectory() as folder, started() as served:
        environment = {**served.environment(HOME), "TAPSTACK_CACHE_DIR": folder}
        _prepare(served.url)
        options = ("--parameter", f"EnvironmentSuffix={SUFFIX}", "--stack-set", "benchmark", "--bucket", BUCKET)
        command = ("deploy", str(file), *options, "--reports", folder, "--yes")
        return [run("tapstack", *command, environment=environment).seconds for _ in range(2)]


def _prepare(url: str) -> None:
    """The bucket and the roles that an account has before the first deployment."""
    import boto3

    def client(service: str) -> Any:
        return boto3.session.Session("testing", "testing", region_name=HOME).client(service, endpoint_url=url)

    client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": HOME})
    given = {"EnvironmentSuffix": SUFFIX, "TemplateBucketName": BUCKET}
    client("cloudformation").create_stack(
        StackName="roles",
        TemplateBody=(ROOT / "lib/StackSetRoles.json").read_text(),
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()],
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    while client("cloudformation").describe_stacks(StackName="roles")["Stacks"][0]["StackStatus"] != "CREATE_COMPLETE":
        time.sleep(0.1)


def measure(file: Path) -> list[Figure]:
    """Both deployers. taskcat is measured where `make peers` has installed it."""
    first, again = deployed(file)
    figures = [
        _limited("`tapstack deploy`, both regions, static layers and proof included", first, DEPLOY_SECONDS),
        _limited("`tapstack deploy` again, nothing to do", again, DEPLOY_SECONDS),
    ]
    if TASKCAT.exists():
        with tempfile.TemporaryDirectory() as folder:
            environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
            taskcat = run("tapstack", "taskcat", "--with", str(TASKCAT), "--reports", folder, environment=environment)
        figures.append(
            _limited("`tapstack taskcat`, both regions, deletion included", taskcat.seconds, TASKCAT_SECONDS)
        )
    return figures


def _limited(what: str, seconds: float, limit: float) -> Figure:
    return Figure(
        what=what,
        measured=f"{seconds:.0f} s",
        against="",
        value=seconds,
        shown=f"{seconds:.0f} s",
        wanted=f"under {limit:.0f} s",
        met=seconds < limit,
        samples={"command": [seconds]},
    )

"""From what was asked for to a run that is ready: the endpoint or the account, the stage, what must come out."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tapstack.config import Configuration
from tapstack.deploy.connection import connect
from tapstack.deploy.taskcat import surroundings
from tapstack.deploy.taskcat.bucket import name as bucket_name
from tapstack.deploy.taskcat.calls import Taskcat
from tapstack.deploy.taskcat.run import Run
from tapstack.deploy.taskcat.stage import SUFFIX_PARAMETER, Stage, staged, with_hook
from tapstack.deploy.taskcat.tests import Test
from tapstack.deploy.taskcat.tool import Tool
from tapstack.pipeline.engine import subject_of
from tapstack.pipeline.requests import Options, request

_PAUSE_ON_AWS, _PAUSE_HERE = 15.0, 0.1


@dataclass(frozen=True)
class Asked:
    """``root`` is the folder of taskcat.yml; ``limit`` the most seconds a step may take; ``speed`` that of time here.

    ``offline``: on a real account, taskcat's report is to do without the internet. ``tags`` are of both stacks, and
    CloudFormation makes them under the ``role`` of that name; without one, with the rights of who calls.
    """

    root: Path
    tests: tuple[Test, ...]
    suffix: str
    tool: Tool
    configuration: Configuration
    reports: Path
    real: bool
    offline: bool
    account_id: str | None
    limit: float
    speed: float
    seed: int
    tags: Mapping[str, str] = field(default_factory=dict)
    role: str | None = None

    @property
    def project(self) -> str:
        """The name under which taskcat deploys, and finds again what it deployed: of this run alone."""
        return f"tapstack-{self.suffix}"

    @property
    def clean_command(self) -> str:
        """What deletes what a run left on a real account."""
        return shlex.join(["tapstack", "taskcat", "--real", "--clean", self.suffix])


@contextmanager
def access(asked: Asked) -> Iterator[Mapping[str, str]]:
    """The variables that lead to the account: the user's, or those of an endpoint that lives as long as the context."""
    if asked.real:
        yield surroundings.of_account(os.environ)
        return
    from tapstack.endpoint.process import started

    with started(speed=asked.speed, seed=asked.seed) as served:
        variables = surroundings.of_endpoint(served.url, asked.tests[0].region)
        with surroundings.applied(variables):
            yield variables


def ready(asked: Asked, variables: Mapping[str, str], folder: Path, note: Callable[[str], None]) -> Run:
    """The run, staged in ``folder``. Raises TapstackError, before anything is written to the account."""
    regions = tuple(test.region for test in asked.tests)
    connection = connect(regions, account_id=asked.account_id)
    tests = [_suffixed(test, asked.suffix) for test in asked.tests]
    stage = staged(folder, asked.root, tests, asked.suffix, asked.tags)
    here = surroundings.is_local(variables.get("AWS_ENDPOINT_URL"))
    environment = surroundings.for_taskcat(
        stage,
        variables,
        os.environ,
        own_home=_home(asked, stage, here=here),
        name=asked.project,
        s3_bucket=bucket_name(asked.suffix, connection.account_id),
        **({"role_name": asked.role} if asked.role else {}),
    )
    profile = surroundings.profile(variables)
    return Run(
        connection=connection,
        taskcat=Taskcat(asked.tool, stage, environment, asked.limit, asked.reports / "taskcat", profile),
        tests=tests,
        wanted={test.name: rendered(test, asked, connection.account_id) for test in tests},
        suffix=asked.suffix,
        project=asked.project,
        remedy=f"Run {asked.clean_command}." if asked.real else "Look at the reasons in taskcat's log.",
        pause=_PAUSE_HERE if here else _PAUSE_ON_AWS,
        limit=asked.limit,
        note=note,
    )


def _home(asked: Asked, stage: Stage, *, here: bool) -> bool:
    """Whether the stage's home is taskcat's, which has our hook then."""
    if here or asked.offline:
        with_hook(stage, asked.speed if here else 1)
        if asked.real:
            surroundings.lend_settings(stage, Path.home())
        return True
    surroundings.refuse_general_settings(Path.home())
    return False


def _suffixed(test: Test, suffix: str) -> Test:
    return replace(test, parameters={**test.parameters, SUFFIX_PARAMETER: suffix})


def rendered(test: Test, asked: Asked, account: str) -> tuple[str, ...]:
    """The logical ids of what the region of ``test`` must get."""
    options = Options((test.region,), test.parameters, account, date.today())  # noqa: DTZ011  the user's day
    subject = subject_of(request(str(asked.root / test.template), options, asked.configuration))
    return tuple(subject.stacks[test.region].bodies)

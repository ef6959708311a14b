"""The commands of a night: what runs here, what is deployed, and what removes it again."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tapstack.deploy.janitor.mark import Run

ADMINISTRATION_ROLE, EXECUTION_ROLE = "tapstack-nightly-administration", "tapstack-nightly-execution"
"""The roles of lib/StackSetRoles.json, as lib/NightlyRole.json expects them."""
UNLOCKED = {"VaultLock": "NONE", "ObjectLockRetentionDays": "0"}
"""What is locked outlives its night."""
_TAPSTACK = (sys.executable, "-m", "tapstack")
LOCAL = ("layers", "simulate")
"""The steps that need no account; nothing is deployed where one of them has failed."""
_LAYERS = "lint,policy,unit,integration,report"


@dataclass(frozen=True, slots=True)
class Step:
    """One command, and for how many minutes it may run; where ``needs`` has failed, it is not run."""

    name: str
    command: tuple[str, ...]
    minutes: float
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where to deploy: the account and the bucket that the StackSet's template is uploaded to."""

    account_id: str
    bucket: str


@dataclass(frozen=True, slots=True)
class Night:
    """``reports`` is the folder of all reports; ``parameters`` are those of both deployments, but the suffix."""

    reports: Path
    root: Path
    taskcat: Run
    stackset: Run
    parameters: Mapping[str, str]
    tool: str | None = None


def local(night: Night) -> list[Step]:
    """What needs no account: the layers of tox, and every drill."""
    simulated = ("--format", "json", "--output", str(night.reports / "simulate.json"))
    return [
        Step("layers", (sys.executable, "-m", "tox", "run", "-e", _LAYERS), 60),
        Step("simulate", (*_TAPSTACK, "simulate", *simulated), 30),
    ]


def taskcat(night: Night, place: Place) -> list[Step]:
    """Both regions with taskcat: two stacks, looked at, deleted."""
    where = ("--real", "--yes", "--account-id", place.account_id, "--suffix", night.taskcat.suffix)
    how = ("--role", EXECUTION_ROLE, *_tags(night.taskcat), "--reports", str(night.reports))
    tool = ("--with", night.tool) if night.tool else ()
    return [Step("taskcat", (*_TAPSTACK, "taskcat", *where, *how, *tool), 160, LOCAL)]


def stackset(night: Night, place: Place) -> list[Step]:
    """Both regions with the StackSet: deployed, proved, looked at for drift, destroyed in any case."""
    run, before = night.stackset, LOCAL
    roles = ("--administration-role", ADMINISTRATION_ROLE, "--execution-role", EXECUTION_ROLE)
    given = {**night.parameters, **UNLOCKED, "EnvironmentSuffix": run.suffix}
    values = [part for name, value in given.items() for part in ("--parameter", f"{name}={value}")]
    where = ("--stack-set", f"trading-{run.suffix}", "--bucket", place.bucket, "--account-id", place.account_id)
    target = (*where, *roles, *values)
    reports = ("--reports", str(night.reports))
    proof = ("--prove", "--format", "json", "--output", str(night.reports / "status.json"))
    return [
        Step("deploy", (*_TAPSTACK, "deploy", "--yes", *target, *_tags(run), *reports), 100, before),
        Step("status", (*_TAPSTACK, "status", *proof, *target), 10, (*before, "deploy")),
        Step("drift", (*_TAPSTACK, "drift", *target, *reports), 30, (*before, "deploy")),
        Step("destroy", (*_TAPSTACK, "destroy", "--yes", *target, *reports), 90, before),
    ]


def clean(night: Night, place: Place) -> list[Step]:
    """What AWS allows to be removed of both deployments, and the files that say what is left."""
    script = (sys.executable, str(night.root / "tools" / "janitor.py"), "--delete", "--older-than", "0")
    return [
        Step(
            f"clean {name}",
            (*script, "--account-id", place.account_id, "--suffix", run.suffix, "--json", str(left(night, name))),
            60,
        )
        for name, run in (("taskcat", night.taskcat), ("stackset", night.stackset))
    ]


def left(night: Night, name: str) -> Path:
    """The file that says what is left of a deployment."""
    return night.reports / f"left-{name}.json"


def _tags(run: Run) -> tuple[str, ...]:
    return tuple(part for key, value in run.tags().items() for part in ("--tag", f"{key}={value}"))

"""The clean directory that taskcat works in: it uploads whatever lies beside its file (aws-ia/taskcat, `_s3_sync.py`).

project/                    what is uploaded: taskcat.yml, with the tags of this run, and the templates of its tests
project/.taskcat_overrides.yml   this run's suffix, which taskcat puts in place of every test's own
outputs/NAME/               what taskcat reports of a test; beside the project, so that it is not uploaded
home/.taskcat.yml           where the home is ours: the hook, for every test
plugins/                    its code
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType

import yaml

from tapstack.deploy.taskcat.tests import NAME, Test
from tapstack.findings import InputError

HOOK = "tapstack"
SUFFIX_PARAMETER = "EnvironmentSuffix"


@dataclass(frozen=True, slots=True)
class Stage:
    """The directory, and its parts."""

    folder: Path

    @property
    def project(self) -> Path:
        """Where taskcat runs."""
        return self.folder / "project"

    @property
    def outputs(self) -> Path:
        """A folder for each test."""
        return self.folder / "outputs"

    @property
    def home(self) -> Path:
        """The home directory of taskcat where it must not be the user's."""
        return self.folder / "home"

    @property
    def plugins(self) -> Path:
        """What goes on PYTHONPATH."""
        return self.folder / "plugins"


def staged(
    folder: Path, root: Path, tests: Sequence[Test], suffix: str, tags: Mapping[str, str] = MappingProxyType({})
) -> Stage:
    """``folder``, filled from the project at ``root``; its stacks get the ``tags``, too.

    Raises InputError for a template that is not there.
    """
    stage = Stage(folder)
    for part in (stage.project, stage.outputs, stage.home, stage.plugins):
        part.mkdir(parents=True)
    (stage.project / NAME).write_text(_tagged((root / NAME).read_text(encoding="utf-8"), tags), encoding="utf-8")
    for template in {test.template for test in tests}:
        _copy(root, template, stage.project)
    # JSON is YAML.
    (stage.project / ".taskcat_overrides.yml").write_text(json.dumps({SUFFIX_PARAMETER: suffix}) + "\n")
    return stage


def _tagged(text: str, tags: Mapping[str, str]) -> str:
    """The text of a taskcat.yml whose project, and so each test, has more tags; without any it stays as it is.

    taskcat reads settings from its environment as texts, so that tags cannot go there (aws-ia/taskcat, `_config.py`).
    """
    if not tags:
        return text
    document = yaml.safe_load(text)
    project = document.get("project") or {}
    return json.dumps({**document, "project": {**project, "tags": {**(project.get("tags") or {}), **tags}}}) + "\n"


def with_hook(stage: Stage, pace: float) -> None:
    """Have taskcat run our hook before each test; ``pace`` is how much faster than ours the endpoint's time passes."""
    general = {"general": {"prehooks": [{"type": HOOK, "config": {"pace": pace}}]}}
    (stage.home / ".taskcat.yml").write_text(json.dumps(general) + "\n")
    name = f"taskcat_plugin_{HOOK}.py"
    code = resources.files("tapstack.deploy.taskcat") / "plugins" / name
    (stage.plugins / name).write_text(code.read_text(encoding="utf-8"))


def _copy(root: Path, template: str, project: Path) -> None:
    source, target = root / template, project / template
    if not target.resolve().is_relative_to(project.resolve()):
        raise InputError(f"The template {template!r} lies elsewhere.", remedy="Name one below this file.", file=NAME)
    if not source.is_file():
        raise InputError(f"There is no template {template!r}.", remedy="Name one that is there.", file=NAME)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)

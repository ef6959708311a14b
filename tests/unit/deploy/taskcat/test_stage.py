import json
from dataclasses import replace

import pytest

from tapstack.deploy.taskcat.stage import staged, with_hook
from tapstack.findings import InputError
from tests.unit.deploy.taskcat.conftest import TESTS

TEST = replace(TESTS[0], template="lib/stack.json")


def test_only_the_file_and_the_templates_of_its_tests_are_there_to_be_uploaded(root, tmp_path) -> None:
    stage = staged(tmp_path / "stage", root, [TEST], "abc")
    files = sorted(str(file.relative_to(stage.project)) for file in stage.project.rglob("*") if file.is_file())
    assert files == [".taskcat_overrides.yml", "lib/stack.json", "taskcat.yml"]
    assert (stage.project / "taskcat.yml").read_bytes() == (root / "taskcat.yml").read_bytes()
    assert json.loads((stage.project / ".taskcat_overrides.yml").read_text()) == {"EnvironmentSuffix": "abc"}


def test_what_taskcat_writes_lies_beside_what_it_uploads(root, tmp_path) -> None:
    stage = staged(tmp_path / "stage", root, [TEST], "abc")
    assert not stage.outputs.is_relative_to(stage.project)
    assert not stage.plugins.is_relative_to(stage.project)


@pytest.mark.parametrize(("template", "complaint"), [("../out.json", "lies elsewhere"), ("no.json", "There is no")])
def test_a_template_that_cannot_be_staged_is_refused(template, complaint, root, tmp_path) -> None:
    with pytest.raises(InputError, match=complaint):
        staged(tmp_path / "stage", root, [replace(TEST, template=template)], "abc")


def test_the_hook_is_named_for_every_test_and_its_code_lies_on_the_path(root, tmp_path) -> None:
    stage = staged(tmp_path / "stage", root, [TEST], "abc")
    with_hook(stage, 1000)
    (hook,) = json.loads((stage.home / ".taskcat.yml").read_text())["general"]["prehooks"]
    assert hook["config"] == {"pace": 1000}
    compile((stage.plugins / f"taskcat_plugin_{hook['type']}.py").read_text(), "plugin", "exec")

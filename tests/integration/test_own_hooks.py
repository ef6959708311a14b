"""The hooks of this repository, on a copy of it whose ``.venv`` is the environment that runs the tests."""

import json
import sys
from collections.abc import Iterator

import pytest

from tests.integration.repositories import Repository, copy_of_this_checkout, repository, user


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    home = tmp_path_factory.mktemp("home")
    made = repository(copy_of_this_checkout(home / "tapstack"), user(home))
    (made.folder / ".venv").symlink_to(sys.prefix)
    return made


def hooks(copy: Repository, *arguments: str) -> tuple[int, str]:
    result = copy.run(sys.executable, "-m", "pre_commit", "run", *arguments)
    return result.returncode, result.stdout


def test_what_is_committed_passes_every_hook(copy: Repository) -> None:
    code, output = hooks(copy, "--all-files")
    assert code == 0, output
    assert output.count("...Passed") >= 8
    assert "lib/TapStack.json in eu-central-1, us-east-1" in output


TEMPLATE = '{"Resources": {"T": {"Type": "AWS::SNS::Topic", %s}}}\n'


@pytest.mark.parametrize(
    ("hook", "name", "text", "said"),
    [
        ("ruff", "src/new.py", "import os\n", "F401"),
        ("ruff-format", "src/new.py", "x  =  1\n", "1 file reformatted"),
        ("tapstack-check", "lib/New.json", TEMPLATE % '"DependsOn": "Missing"', "  TPL-"),
        ("tapstack-lint", "lib/New.json", TEMPLATE % '"Properties": {"TopicNam": "x"}', "TopicNam"),
        ("trailing-whitespace", "new.md", "a \n", "new.md:1:"),
        ("end-of-file", "new.md", "a", "new.md:1:"),
        ("end-of-file", "new.md", "a\n\n", "new.md:1:"),
        ("merge-conflict", "new.md", "a\n<<<<<<< HEAD\n", "new.md:2:"),
        ("merge-conflict", "new.md", "=======\n", "new.md:1:"),
        ("line-endings", "new.md", "a\nb\r\n", "new.md:2:"),
    ],
)
def test_a_hook_refuses(copy: Repository, hook: str, name: str, text: str, said: str) -> None:
    file = copy.folder / name
    try:
        file.write_bytes(text.encode())
        copy.git("add", name)
        code, output = hooks(copy, hook, "--files", name)
    finally:
        copy.git("rm", "--cached", "--quiet", "--force", name)
        file.unlink()
    assert (code, said in output) == (1, True), output


@pytest.fixture
def drifted(copy: Repository) -> Iterator[Repository]:
    """The template has a function whose source has gone on."""
    template, source = copy.folder / "lib" / "TapStack.json", copy.folder / "lib" / "functions" / "drifted.py"
    before = template.read_bytes()
    body = json.loads(before)
    code = {"Handler": "index.handler", "Runtime": "python3.13", "Role": "r", "Code": {"ZipFile": "handler = 1"}}
    metadata = {"tapstack": {"source": "functions/drifted.py"}}
    body["Resources"]["Drifted"] = {"Type": "AWS::Lambda::Function", "Metadata": metadata, "Properties": code}
    template.write_text(json.dumps(body, indent=2))
    source.write_text("handler = 2\n")
    copy.git("add", "--all")
    yield copy
    copy.git("rm", "--cached", "--quiet", "--force", "lib/functions/drifted.py")
    source.unlink()
    template.write_bytes(before)
    copy.git("add", "--all")


@pytest.mark.parametrize(
    ("hook", "changed"), [("tapstack-embed", "lib/functions/drifted.py"), ("tapstack-check", "lib/TapStack.json")]
)
def test_code_that_is_not_its_source_is_refused_whichever_of_the_two_changed(
    drifted: Repository, hook: str, changed: str
) -> None:
    code, output = hooks(drifted, hook, "--files", changed)
    assert code == 1, output
    assert "the code of Drifted is not its source functions/drifted.py: line 1 is 'handler = 1' here" in output
    assert "tapstack embed lib/TapStack.json" in output

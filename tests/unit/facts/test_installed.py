import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from tapstack.facts import installed
from tapstack.findings import MissingToolError

HEAVY = ("cfnlint", "botocore", "boto3", "jsonschema", "networkx", "difflib")


REMEMBERED = (installed.package_folder, installed.schema_folder, installed.schema_date, installed.version)


@pytest.fixture
def nothing_remembered() -> Iterator[None]:
    for remembered in REMEMBERED:
        remembered.cache_clear()
    yield
    for remembered in REMEMBERED:
        remembered.cache_clear()


def test_the_version_names_the_linter_and_the_day_of_its_schemas() -> None:
    assert installed.version() == f"cfn-lint {version('cfn-lint')}, {installed.schema_date()}"


def test_the_day_of_the_schemas_is_a_date() -> None:
    assert date.fromisoformat(installed.schema_date()) > date(2024, 1, 1)


def test_facts_are_read_without_importing_anything_heavy() -> None:
    code = (
        "import sys\n"
        "from tapstack.facts import attributes, coercion, identities, regions, schemas, shapes\n"
        "schemas.resource_schema('AWS::S3::Bucket', 'eu-central-1').source\n"
        "attributes.attributes('AWS::S3::Bucket'); shapes.shape('AWS::S3::Bucket')\n"
        "identities.identity('AWS::S3::Bucket'); regions.partition('eu-central-1')\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.usefixtures("nothing_remembered")
def test_without_cfn_lint_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda _: None)
    with pytest.raises(MissingToolError, match="make setup"):
        installed.schema_folder()


@pytest.mark.usefixtures("nothing_remembered")
def test_a_cfn_lint_without_schemas_is_a_missing_tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(installed, "package_folder", lambda: tmp_path)
    with pytest.raises(MissingToolError, match="no resource schemas"):
        installed.schema_folder()

"""What a run rests on: hashes that anybody can work out again, parameters without secrets, the programs that ran."""

import hashlib
import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tapstack import __version__
from tapstack.config import read
from tapstack.findings import InputError, Provenance
from tapstack.pipeline.provenance import provenance
from tapstack.pipeline.requests import Options, requests

TEMPLATE = {
    "Parameters": {
        "Stage": {"Type": "String"},
        "Word": {"Type": "String", "NoEcho": True, "Default": "hunter2"},
        "Echo": {"Type": "String", "Default": "it is hunter2"},
        "Zones": {"Type": "CommaDelimitedList", "Default": "a,hunter2"},
        "Image": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/image"},
    },
    "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
}
RULE = "rule SQS when Resources.*[ Type == 'AWS::SQS::Queue' ] !empty { Resources exists }\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "t.json").write_text(json.dumps(TEMPLATE))
    (tmp_path / "rules" / "more").mkdir(parents=True)
    for name in ("z.guard", "more/a.guard"):
        (tmp_path / "rules" / name).write_text(RULE + f"# {name}\n")
    (tmp_path / "rules" / "note.txt").write_text("no rule")
    (tmp_path / "controls.yaml").write_text("controls: []\n")
    (tmp_path / "waivers.yaml").write_text("[]\n")
    (tmp_path / "tapstack.toml").write_text(
        'regions = ["us-east-1"]\nrules = "rules"\ncontrols = "controls.yaml"\nwaivers = "waivers.yaml"\n'
        '[[templates]]\npath = "t.json"\nparameters = { Stage = "prod" }\n'
    )
    return tmp_path


def made(*layers: str, account_id: str | None = None) -> Provenance:
    configuration = read()
    options = Options((), {}, account_id, date(2026, 1, 1), layers=layers or ("policy",))
    return provenance(requests((), options, configuration), configuration)


def test_secrets_are_hidden_wherever_they_occur_and_what_nobody_knows_is_none() -> None:
    (template,) = made().templates
    assert template.parameters == {
        "Stage": "prod",
        "Word": "****",
        "Echo": "it is ****",
        "Zones": ("a", "****"),
        "Image": None,
    }
    assert "hunter2" not in repr(made())


def test_the_hash_of_a_template_is_that_of_its_bytes(folder: Path) -> None:
    assert made().template == hashlib.sha256((folder / "t.json").read_bytes()).hexdigest()


def test_the_hash_of_the_rules_is_what_coreutils_give_in_whatever_order_they_are_named(folder: Path) -> None:
    configuration = folder / "tapstack.toml"
    configuration.write_text(configuration.read_text().replace('"rules"', '["rules/z.guard", "rules/more"]'))
    files = "rules/more/a.guard rules/z.guard"
    shell = subprocess.run(
        f"sha256sum {files} | sort -k 2 | sha256sum", shell=True, capture_output=True, text=True, check=True
    )
    assert made().digest("rules") == shell.stdout.split()[0]
    assert [one.file for one in made().files if one.role == "rules"] == sorted(files.split(), reverse=True)


@pytest.mark.parametrize(
    ("role", "file"), [("rules", "rules/z.guard"), ("controls", "controls.yaml"), ("waivers", "waivers.yaml")]
)
def test_a_hash_changes_with_its_file_alone(folder: Path, role: str, file: str) -> None:
    before = made()
    (folder / file).write_text((folder / file).read_text() + "\n")
    after = made()
    changed = [one for one in ("rules", "controls", "waivers") if before.digest(one) != after.digest(one)]
    assert changed == [role]
    assert before.template == after.template


def test_what_had_no_part_in_it_is_not_named() -> None:
    assert set(made("policy").tools) >= {"tapstack", "python"} and "cfn-lint" not in made("policy").tools
    assert "cfn-lint" in made("lint").tools and not made("lint").digest("rules")
    assert made().tools["tapstack"] == __version__


def test_the_account_is_the_one_that_was_given() -> None:
    assert (made().account_id, made(account_id="123456789012").account_id) == (None, "123456789012")


def test_the_time_is_that_of_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767268800")
    assert made().time == "2026-01-01T12:00:00Z"


@pytest.mark.parametrize("value", ["soon", "9" * 30, "1.5"])
def test_a_source_date_epoch_that_is_no_time_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH"):
        made()


def test_a_file_that_is_gone_is_named(folder: Path) -> None:
    (folder / "waivers.yaml").unlink()
    with pytest.raises(InputError, match=r"waivers\.yaml"):
        made()

"""A waiver file is read exactly, or refused in one line that says where and what to write."""

from datetime import date
from pathlib import Path

import pytest

from tapstack.config import Configuration, ConfiguredTemplate
from tapstack.findings import InputError, Waiver
from tapstack.pipeline import Request
from tapstack.pipeline.waivers import waivers_for
from tapstack.pipeline.waivers.read import read

WHOLE = """# accepted
- rule: E3005
  resource: Topic
  region: us-east-1
  reason: >
    It comes
    later.
  owner: platform
  expiry: 2026-12-31
- {rule: S3-ENC, reason: r, owner: o, expiry: "2027-01-01"}
"""
REST = "reason: r, owner: o, expiry: 2027-01-01"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_key_is_read(folder: Path) -> None:
    (folder / "w.yaml").write_text(WHOLE)
    first, second = read(["w.yaml"])
    assert first == Waiver(
        "E3005", "Topic", "us-east-1", "It comes later.", "platform", date(2026, 12, 31), "w.yaml", 2
    )
    assert (second.resource, second.region, second.expiry, second.line) == (None, None, date(2027, 1, 1), 10)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("w.yaml", f"- {{rule: A, {REST}}}", 1),
        ("w.yaml", f"waivers:\n  - {{rule: A, {REST}}}", 2),
        ("w.json", '[\n{"rule": "A", "reason": "r", "owner": "o", "expiry": "2027-01-01"}]', 2),
        ("w.json", '{"waivers":\n\n[{"rule": "A", "reason": "r", "owner": "o", "expiry": "2027-01-01"}]}', 3),
    ],
)
def test_a_list_stands_alone_or_under_its_key_in_yaml_or_json(folder: Path, name: str, text: str, line: int) -> None:
    (folder / name).write_text(text)
    assert read([name]) == (Waiver("A", None, None, "r", "o", date(2027, 1, 1), name, line),)


@pytest.mark.parametrize("text", ["[]", "# none\n[]\n", "waivers: []"])
def test_an_empty_list_waives_nothing(folder: Path, text: str) -> None:
    (folder / "w.yaml").write_text(text)
    assert read(["w.yaml"]) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "w.yaml:1:1: the file is empty. Write a list of waivers; [] if there are none."),
        ("# none", "w.yaml:1:1: the file holds no document. Write a list of waivers; [] if there are none."),
        ("~", "w.yaml:1:1: The waivers are not a list. Write a list"),
        ("a text", "w.yaml:1:1: The waivers are not a list."),
        ("waivers:", "w.yaml:1:1: The waivers are not a list."),
        ("{}", "w.yaml:1:1: The waivers are not a list."),
        ("waiver: []", "w.yaml:1:1: Unknown key 'waiver'. Did you mean 'waivers'?"),
        (f"{{rule: A, {REST}}}", "w.yaml:1:2: Unknown key 'rule'. Write a list of waivers, alone or under 'waivers'."),
        ("waivers: []\nversion: 1", "w.yaml:2:1: Unknown key 'version'."),
        ("- A", "w.yaml:1:3: A waiver is not a mapping. Write rule, reason, owner and expiry"),
        (f"- {{rule: A, {REST}, resorce: B}}", "w.yaml:1:54: Unknown key 'resorce'. Did you mean 'resource'?"),
        ("- {rule: A, owner: o, expiry: 2027-01-01}", "w.yaml:1:3: The waiver has no 'reason'."),
        ("- {rule: A, reason: r, expiry: 2027-01-01}", "w.yaml:1:3: The waiver has no 'owner'."),
        ("- {rule: A, reason: r, owner: o}", "w.yaml:1:3: The waiver has no 'expiry'."),
        (f"- {{{REST}}}", "w.yaml:1:3: The waiver has no 'rule'."),
        (f"- {{rule: , {REST}}}", "w.yaml:1:4: 'rule' is blank. Write a text."),
        (f"- {{rule: ' ', {REST}}}", "w.yaml:1:4: 'rule' is blank. Write a text."),
        (f"- {{rule: A, resource: '', {REST}}}", "'resource' is blank. Leave it out where every one is meant."),
        (f"- {{rule: A, region: , {REST}}}", "w.yaml:1:13: 'region' is blank. Leave it out"),
        (f"- {{rule: 7, {REST}}}", "w.yaml:1:4: 'rule' is a number, not a text. Write a text, in quotes."),
        (f"- {{rule: yes, {REST}}}", "'rule' is true or false, not a text."),
        (f"- {{rule: [A], {REST}}}", "'rule' is a list, not a text."),
        (f"- {{rule: {{A: B}}, {REST}}}", "'rule' is a mapping, not a text."),
        (f"- {{rule: A, region: us-east1, {REST}}}", "w.yaml:1:13: Unknown region 'us-east1'. Did you mean 'us-east-1'?"),
        (f"- {{rule: A, region: everywhere, {REST}}}", "Unknown region 'everywhere'. Write it as AWS does"),
        ("- {rule: A, reason: r, owner: o, expiry: 2026-02-30}", "w.yaml:1:34: '2026-02-30' is not a date. Write the last day"),
        ("- {rule: A, reason: r, owner: o, expiry: 20270101}", "'expiry' is a number, not a text."),
        ("- {rule: A, reason: r, owner: o, expiry: '20270101'}", "'20270101' is not a date."),
        ("- {rule: A, reason: r, owner: o, expiry: 2027-01-01T00:00:00}", "is not a date."),
        ("- {rule: A, reason: r, owner: o, expiry: never}", "'never' is not a date."),
        (f"- {{rule: A, rule: B, {REST}}}", "w.yaml:1:13: key 'rule' occurs again; it was first written in line 1, column 4."),
        (f"- {{rule: A, {REST}}}\n- {{rule: A, {REST}}}", "w.yaml:2:3: The same rule, resource and region are waived at w.yaml:1. Keep one"),
        (f"- &a {{rule: A, {REST}}}\n- *a", "w.yaml:2:3: alias *a. Write the value out."),
        ("- rule: A\n reason: r", "w.yaml:2:2: not valid YAML: "),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_line_column_and_remedy(folder: Path, text: str, said: str) -> None:
    (folder / "w.yaml").write_text(text)
    with pytest.raises(InputError) as caught:
        read(["w.yaml"])
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("rule: A", "rule: B"),
        ("rule: A", "rule: A, resource: R"),
        ("rule: A, resource: Q", "rule: A, resource: R"),
        ("rule: A, region: us-east-1", "rule: A, region: us-east-2"),
    ],
)
def test_only_the_same_rule_resource_and_region_are_the_same_waiver(folder: Path, first: str, second: str) -> None:
    (folder / "w.yaml").write_text(f"- {{{first}, {REST}}}\n- {{{second}, {REST}}}")
    assert len(read(["w.yaml"])) == 2


def test_a_waiver_that_occurs_in_two_files_is_refused(folder: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(f"\n- {{rule: A, {REST}}}")
    with pytest.raises(InputError, match=r"b\.yaml:2:3: .* waived at a\.yaml:2\."):
        read(["a.yaml", "b.yaml"])


@pytest.mark.parametrize(
    ("templates", "asked", "is_read"),
    [(["t.json"], "t.json", True), (["t.json"], "u.json", False), ([], "u.json", True)],
)
def test_files_are_read_only_for_a_template_that_they_concern(templates: list[str], asked: str, is_read: bool) -> None:
    configuration = Configuration(templates=tuple(map(ConfiguredTemplate, templates)), waivers=("missing.yaml",))
    requests = [Request(asked, ("us-east-1",), ("template",))]
    if is_read:
        with pytest.raises(InputError, match="no such file"):
            waivers_for(requests, configuration)
    else:
        assert waivers_for(requests, configuration) == ()

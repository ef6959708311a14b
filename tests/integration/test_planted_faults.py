"""Faults planted one at a time into sound templates are found where they are.

The rows are in ``planted_faults.yaml``. Each is planted into our template and, in turn, into the seed, which has faults
of its own, or one of ten templates of the render tests.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tapstack.checks.subject import Subject
from tapstack.checks.template import run
from tapstack.findings import Finding, Status
from tapstack.template.load import loads
from tests.integration.codeless import without_code

ROOT = Path(__file__).parents[2]
REGIONS = ("us-east-1", "eu-central-1")
GIVEN = {"EnvironmentSuffix": "prod-1"}
OURS = ROOT / "lib" / "TapStack.json"
SEED = ROOT / "tests" / "fixtures" / "seed.json"
NAMES = (
    "alarms-and-a-dashboard.yaml",
    "chained-names.json",
    "replication-pair.json",
    "function-with-log-group.yaml",
    "loop-of-topics.yaml",
    "metadata-and-policies.yaml",
    "nested-ifs.json",
    "optional-vpc-function.json",
    "security-group-rules.yaml",
    "table-or-topic.yaml",
)
OTHERS = tuple(ROOT / "tests" / "unit" / "render" / "templates" / name for name in NAMES)
TABLE = yaml.safe_load(Path(__file__).with_name("planted_faults.yaml").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = TABLE["rows"]
SECTION = {
    "resource": "Resources",
    "output": "Outputs",
    "condition": "Conditions",
    "parameter": "Parameters",
    "mapping": "Mappings",
    "rule": "Rules",
}
Path_ = tuple[str | int, ...]


def steps(path: str) -> Path_:
    return tuple(int(step) if step.isdecimal() else step for step in path.split("/") if step)


def plants(row: Mapping[str, Any]) -> tuple[dict[Path_, Any], Path_]:
    """The values by path, and the path at which the fault is."""
    if "set" in row:
        return {steps(path): value for path, value in row["set"].items()}, steps(row["at"])
    if "value" in row:
        thing = {"Type": "Custom::Thing", "Properties": {"ServiceToken": "t", "Value": row["value"]}}
        start: Path_ = ("Resources", "Planted", "Properties", "Value")
        return {("Resources", "Planted"): thing}, start + steps(row.get("at", ""))
    kind = next(name for name in SECTION if name in row)
    place = (SECTION[kind], "Planted")
    return {place: row[kind]}, place + steps(row.get("at", ""))


BODIES = {host: json.dumps(loads(host.read_text(encoding="utf-8"), host.name).body) for host in (OURS, SEED, *OTHERS)}
BODIES[OURS] = json.dumps(without_code(json.loads(BODIES[OURS])))


def planted(host: Path, row: Mapping[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(BODIES[host])
    for section, entries in TABLE["helpers"].items():
        body.setdefault(section, {}).update(entries)
    for (*parents, last), value in plants(row)[0].items() if row else ():
        at: Any = body
        for step in parents:
            at = at.setdefault(step, {})
        at[last] = value
    return body


def written(body: dict[str, Any], host: Path) -> str:
    return json.dumps(body, indent=1) if host.suffix == ".json" else yaml.safe_dump(body, sort_keys=False, width=1000)


def findings(text: str, host: Path, folder: Path) -> list[Finding]:
    file = folder / f"t{host.suffix}"
    file.write_text(text, encoding="utf-8")
    given = GIVEN if host in {OURS, SEED} else {}
    found = run(Subject(str(file), REGIONS, given, complete=True))
    return [finding for finding in found if finding.status not in {Status.PASS, Status.SKIP}]


def hosts(number: int) -> tuple[Path, ...]:
    turn = (SEED, *OTHERS)
    return (OURS, turn[number % len(turn)])


def extended(host: Path) -> bool:
    return "LanguageExtensions" in host.read_text(encoding="utf-8")


def cases() -> list[Any]:
    return [
        pytest.param(row, host, id=f"{row['fault']} in {host.stem}")
        for number, row in enumerate(ROWS)
        for host in hosts(number)
        if row.get("extensions") is not False or not extended(host)
    ]


@pytest.mark.parametrize(("row", "host"), cases())
def test_a_planted_fault_is_found_where_it_is(row: dict[str, Any], host: Path, tmp_path: Path) -> None:
    _, at = plants(row)
    body = planted(host, row)
    text = written(body, host)
    found = findings(text, host, tmp_path)
    hits = [f for f in found if f.check == row["check"] and f.path[: len(at)] == at]
    assert {f.region for f in hits if f.status is Status.FAIL} == set(row.get("regions", REGIONS)), [
        (f.check, f.status, f.path, f.region) for f in found
    ]
    for hit in hits:
        assert_is_written_at(text.splitlines()[(hit.line or 0) - 1], there(body, hit.path), host)


def there(body: Any, path: Path_) -> Path_:
    """The path, or as much of it as the template has."""
    for depth, step in enumerate(path):
        if not (step in body if isinstance(body, dict) else isinstance(body, list) and step in range(len(body))):
            return path[:depth]
        body = body[step]
    return path


def assert_is_written_at(line: str, path: Path_, host: Path) -> None:
    """The line of a template written with one step a level is that of the path's last key or item."""
    assert not path or isinstance(path[-1], int) or str(path[-1]) in line, (path, line)
    if host.suffix == ".json":
        assert len(line) - len(line.lstrip()) == len(path), (path, line)


@pytest.mark.parametrize("host", [OURS, SEED, *OTHERS], ids=lambda host: host.stem)
def test_what_stands_beside_the_faults_is_sound(host: Path, tmp_path: Path) -> None:
    failed = [f for f in findings(written(planted(host, {}), host), host, tmp_path) if f.status is Status.FAIL]
    known = {SEED: {("GRAPH-001", ("Resources", "TradingDataBucket"))}, OURS: {("TPL-050", ())}}  # ours goes by URL
    assert {(f.check, f.path) for f in failed} == known.get(host, set())


def test_the_table_is_large_enough() -> None:
    assert len({row["fault"] for row in ROWS}) == len(ROWS) >= 150

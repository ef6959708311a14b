"""The history keeps every run, and leaves alone what is not its own."""

import json
import multiprocessing
import os
import sqlite3
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tapstack.findings import InputError, Status, Trend
from tapstack.report.history import append, look, point, read
from tapstack.report.history.store import APPLICATION
from tapstack.report.history.text import trend_text
from tests.unit.report.controlled import CONTROLS, PROVENANCE, REGIONS, TIME, WEST, told

SCHEMA = json.loads(files("tapstack.report.history").joinpath("trend.schema.json").read_text())
RUN = point(told())


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "reports" / "history.sqlite")


def test_a_run_comes_back_as_it_was(file: str) -> None:
    append(file, RUN)
    assert read(file) == Trend(file, (RUN,))
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps({"version": 1, **asdict(read(file))})))


def test_a_run_says_what_it_was_about_and_how_every_control_stood() -> None:
    assert (RUN.time, RUN.as_of, RUN.template) == (TIME, "2026-01-01", "a" * 64)
    assert RUN.counts["FAIL"] == 2
    assert RUN.controls[WEST] == CONTROLS.counts[WEST]
    assert RUN.by_control["ENC-01"] == {REGIONS[0]: "FAIL", REGIONS[1]: "WAIVED"}
    without = point(replace(told(), controls=None, provenance=None))
    assert (without.complete, without.controls, without.by_control, without.template) == (False, {}, {}, "")


def test_runs_come_in_the_order_of_their_time(file: str) -> None:
    for time in ("2026-03-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"):
        append(file, replace(RUN, time=time))
    assert [one.time[5:7] for one in read(file).points] == ["01", "02", "03"]
    assert [one.time[5:7] for one in read(file, last=2).points] == ["02", "03"]
    assert len(read(file, last=9).points) == 3


def test_any_other_tool_can_read_it(file: str) -> None:
    append(file, RUN)
    with sqlite3.connect(file) as connection:
        found = connection.execute("SELECT time, FAIL, template, exit_code FROM run").fetchall()
    connection.close()
    assert found == [(TIME, 2, "a" * 64, 1)]


def add(file: str, number: int) -> None:
    for _ in range(10):
        append(file, replace(RUN, exit_code=number))


def test_runs_at_the_same_time_lose_nothing(file: str) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add, args=(file, number)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    assert sorted(one.exit_code for one in read(file).points) == sorted([0, 1, 2, 3] * 10)


def foreign(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE run (id INTEGER)")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


def newer(file: Path) -> None:
    append(str(file), RUN)
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 2")
    connection.close()


def cut(file: Path) -> None:
    append(str(file), RUN)
    file.write_bytes(file.read_bytes()[:1000])


def without_table(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


BAD = {
    "no database": lambda file: file.write_bytes(b"Dear diary, " * 100),
    "somebody else's database": foreign,
    "a newer version": newer,
    "cut off": cut,
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_what_is_no_history_is_one_clear_error_and_stays_as_it_is(tmp_path: Path, make) -> None:
    file = tmp_path / "history.sqlite"
    make(file)
    before = file.read_bytes()
    for use in (look, read, lambda name: append(name, RUN)):
        with pytest.raises(InputError) as refused:
            use(str(file))
        assert str(refused.value).startswith(f"{file}: ") and "--history FILE" in str(refused.value)
        assert len(str(refused.value).splitlines()) == 1
    assert file.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["history.sqlite"]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_regular_file_is_one_clear_error(tmp_path: Path, make) -> None:
    make(tmp_path / "h")
    for use in (look, read, lambda name: append(name, RUN)):
        with pytest.raises(InputError, match="not a regular file"):
            use(str(tmp_path / "h"))


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way")
    with pytest.raises(InputError, match="The history cannot be used"):
        append(str(tmp_path / "reports" / "h"), RUN)


def test_a_history_without_its_table_is_one_clear_error(tmp_path: Path) -> None:
    without_table(tmp_path / "h")
    with pytest.raises(InputError, match="no such table"):
        append(str(tmp_path / "h"), RUN)


def test_a_file_that_nobody_may_write_is_one_clear_error(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everything; SQLite itself is asked not to."""
    append(file, RUN)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name, **given: connect(name.replace("rwc", "ro"), **given))
    for use in (look, lambda name: append(name, RUN)):
        with pytest.raises(InputError, match="readonly"):
            use(file)
    assert len(read(file).points) == 1


def test_a_run_that_is_interrupted_leaves_what_was_there(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    append(file, RUN)

    def interrupted(run: object) -> tuple[object, ...]:
        raise KeyboardInterrupt

    monkeypatch.setattr("tapstack.report.history.store.row", interrupted)
    with pytest.raises(KeyboardInterrupt):
        append(file, RUN)
    monkeypatch.undo()
    append(file, RUN)
    assert len(read(file).points) == 2


def test_looking_makes_nothing(file: str, tmp_path: Path) -> None:
    look(file)
    assert list(tmp_path.iterdir()) == []
    Path(file).parent.mkdir()
    Path(file).touch()
    look(file)
    assert Path(file).read_bytes() == b""
    append(file, RUN)
    assert len(read(file).points) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [("files", "{}"), ("files", "["), ("controls", "[]"), ("controls", '{"r": {"PASS": 1}}'), ("by_control", '{"c": {"r": 1}}'), ("PASS", "many"), ("time", b"x")],
)  # fmt: skip
def test_a_damaged_run_is_one_clear_error(file: str, column: str, value: object) -> None:
    append(file, RUN)
    connection = sqlite3.connect(file)
    connection.execute(f'UPDATE run SET "{column}" = ?', (value,))
    connection.commit()
    connection.close()
    with pytest.raises(InputError, match="damaged"):
        read(file)


def test_there_is_no_history(file: str) -> None:
    with pytest.raises(InputError, match=r"There is no history\. Run tapstack verify"):
        read(file)


def test_people_read_a_line_for_each_run_and_region_and_a_bar_for_each_whole_run(file: str) -> None:
    better = {WEST: {status.value: 4 if status is Status.PASS else 0 for status in Status}}
    for run in (
        RUN,
        replace(RUN, complete=False),
        replace(RUN, controls=better, exit_code=0, time="2026-02-01T00:00:00Z"),
    ):
        append(file, run)
    lines = trend_text(read(file)).splitlines()
    assert lines[1].split()[:6] == [TIME, "2026-01-01", "aaaaaaaa", PROVENANCE.digest("rules")[:8], "1", "verdicts"]
    assert lines[2].split() == [WEST, "1", "1", "1", "1", "0", "0"]
    assert f"controls that pass in {WEST}: ▂█ 4 of 4" in lines
    assert lines[-1].startswith("1 of 3 runs did not judge all")


def test_an_empty_history_says_so(file: str) -> None:
    assert trend_text(Trend("h\x1b", ())) == "h\\x1b holds no run.\n"

"""What comes of the steps of a night, and the record of it."""

import json
import sys
from datetime import UTC, datetime

import pytest

from tapstack.deploy.nightly import carry_out
from tapstack.deploy.nightly.carry_out import carried_out
from tapstack.deploy.nightly.plan import Step
from tapstack.deploy.nightly.record import FAILED, NOT_RUN, PASSED, Done, Record, begun, exit_of
from tapstack.deploy.nightly.telling import annotation, line, table
from tapstack.findings import InputError

NOW = datetime(2026, 1, 5, 2, 17, tzinfo=UTC)


def python(name, code, minutes=1.0, needs=()):
    return Step(name, (sys.executable, "-c", code), minutes, needs)


def run(*steps):
    record = Record(1, 1, NOW)
    return list(carried_out(steps, record, lambda text: None)), record


def test_a_step_passes_or_fails_by_its_exit_code():
    done, record = run(python("one", ""), python("two", "raise SystemExit(3)"))
    assert [(one.status, one.exit_code) for one in done] == [(PASSED, 0), (FAILED, 3)]
    assert record.steps == done


def test_what_needs_a_step_that_failed_is_not_run_and_says_why():
    done, _ = run(
        python("deploy", "raise SystemExit(1)"), python("drift", "", needs=("deploy",)), python("destroy", "")
    )
    assert [one.status for one in done] == [FAILED, NOT_RUN, PASSED]
    assert done[1].why == "deploy did not pass"


def test_a_need_that_is_not_of_this_night_holds_nothing_up():
    done, _ = run(python("deploy", "", needs=("layers",)))
    assert done[0].status == PASSED


def test_a_step_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path):
    inner = "import signal, time; signal.signal(signal.SIGINT, lambda *_: open('ended', 'w').close() or exit(1)); open('up', 'w').close(); time.sleep(600)"
    code = f"import os, subprocess, sys; os.chdir({str(tmp_path)!r}); subprocess.run([sys.executable, '-c', {inner!r}])"
    (done,), _ = run(python("deploy", code, minutes=3 / 60))
    assert (done.status, done.why) == (FAILED, "it took longer than 0.05 minutes")
    assert not (tmp_path / "up").exists() or (tmp_path / "ended").exists()


def test_a_step_that_does_not_end_when_asked_is_made_to(monkeypatch):
    monkeypatch.setattr(carry_out, "GRACE", 0.2)
    code = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(600)"
    (done,), _ = run(python("deploy", code, minutes=1 / 60))
    assert done.status == FAILED and done.exit_code != 0


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ((PASSED, PASSED), 0),
        ((PASSED, NOT_RUN), 0),
        ((PASSED, FAILED), 1),
        ((NOT_RUN, FAILED), 1),
        ((NOT_RUN,), 5),
        ((), 5),
    ],
)
def test_what_was_not_run_never_looks_green(statuses, code):
    assert exit_of(Done("step", status) for status in statuses) == code


class TestRecord:
    """One file from call to call."""

    def test_a_second_call_goes_on_with_the_first_ones_beginning(self, tmp_path):
        file = tmp_path / "reports" / "nightly.json"
        first = begun(file, 7, 1, NOW.replace(microsecond=5))
        first.steps.append(Done("deploy", PASSED, 1.0, 0))
        first.write(file)
        again = begun(file, 7, 1, datetime.now(UTC))
        assert (again.started, again.status("deploy"), again.status("drift")) == (NOW, PASSED, None)
        assert json.loads(file.read_text())["version"] == 1

    @pytest.mark.parametrize(("run_id", "attempt"), [(8, 1), (7, 2)])
    def test_the_record_of_another_run_is_not_gone_on_with(self, tmp_path, run_id, attempt):
        begun(tmp_path / "nightly.json", 7, 1, NOW).write(tmp_path / "nightly.json")
        with pytest.raises(InputError, match="It is of run 7, attempt 1"):
            begun(tmp_path / "nightly.json", run_id, attempt, NOW)


def test_a_step_that_was_not_run_is_said_in_every_form():
    done = Done("deploy", NOT_RUN, why="no account is named")
    assert line(done).startswith("NOT RUN")
    assert annotation(done) == "::warning title=Nightly::deploy not run: no account is named"
    assert annotation(Done("deploy", PASSED)) is None
    record = Record(1, 1, NOW, steps=[done], left=[{"status": "scheduled"}, {"status": "left"}])
    assert "| deploy | not run | 0 | no account is named |" in table(record)
    assert "Left in the account: 1 left, 1 scheduled. The janitor removes it tomorrow." in table(record)

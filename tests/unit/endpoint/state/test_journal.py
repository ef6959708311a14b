"""The file that a state is kept in."""

import json
import os
from datetime import UTC, datetime

import pytest

from tapstack.endpoint.state import Entry, Journal
from tapstack.findings import InputError

START = datetime(2026, 1, 5, tzinfo=UTC)
DONE = Entry(1.5, 3, environ={"REQUEST_METHOD": "POST"}, body=b"a=b", answer="200 x")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state"


def written(path, *entries):
    with Journal(path) as journal:
        journal.begin(5, START)
        for entry in entries:
            journal.add(entry)


def read(path):
    with Journal(path) as journal:
        return [entry for _, entry in journal.entries()]


def test_what_is_kept_is_read_again(path):
    entries = (
        DONE,
        Entry(2.25, 9, control="fail", given={"resource": "Q"}),
        Entry(3, 9, environ={"A": 1}, body=b"\xff\x00"),
    )
    written(path, *entries)
    assert read(path) == list(entries)


def test_the_head_says_the_seed_and_the_start(path):
    written(path)
    with Journal(path) as journal:
        assert (journal.seed, journal.start) == (5, START)


def test_nobody_but_the_owner_may_read_it_and_it_says_so(path):
    path.write_text("")
    path.chmod(0o644)
    written(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert "NoEcho" in json.loads(path.read_text().splitlines()[0])["note"]


def test_a_mark_takes_the_place_of_the_one_before_and_an_entry_that_of_a_mark(path):
    written(path, DONE, Entry(2, 3), Entry(12345.678901234567, 99999), DONE)
    assert read(path) == [DONE, DONE] and len(path.read_text().splitlines()) == 3
    written(path, DONE, Entry(2, 3), Entry(4, 5))
    assert read(path) == [DONE, Entry(4, 5)]


def test_what_is_added_later_follows_what_was_there(path):
    written(path, DONE, Entry(2, 3))
    with Journal(path) as journal:
        list(journal.entries())
        journal.add(Entry(4, 5, control="clear"))
    assert read(path) == [DONE, Entry(4, 5, control="clear")]


def test_a_last_line_that_was_cut_off_is_left_out_and_written_over(path):
    written(path, DONE, DONE)
    whole = path.read_bytes()
    path.write_bytes(whole[:-7])
    assert read(path) == [DONE]
    with Journal(path) as journal:
        list(journal.entries())
        journal.add(DONE)
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hello\n", "is no state of tapstack serve"),
        ('{"file": "tapstack serve"}\n', "is no state of tapstack serve"),
        ('{"file": "other", "version": 1}\n', "is no state of tapstack serve"),
        ("[]\n", "is no state of tapstack serve"),
        ('{"file": "tapstack serve", "version": 99}\n', "written by a newer tapstack: its version is 99"),
        (
            '{"file": "tapstack serve", "version": 1, "seed": "x", "start": "y"}\n',
            ":1: This line of the state is broken",
        ),
    ],
)
def test_what_is_no_state_is_one_sentence(path, text, words):
    path.write_text(text)
    with pytest.raises(InputError) as error:
        Journal(path)
    assert words in str(error.value) and "Move it away" in str(error.value)
    assert path.read_text() == text


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"at": 1}', '{"at": "x", "steps": 1}', '{"at": 1, "steps": 1, "base64": "%"}']
)
def test_a_broken_line_is_named(path, line):
    written(path, DONE)
    with path.open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(InputError, match=r"state:3: This line of the state is broken"):
        read(path)


def test_two_cannot_have_the_same_file(path):
    with Journal(path), pytest.raises(InputError, match=r"another tapstack serve keeps its state there"):
        Journal(path)
    Journal(path).__exit__()


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(InputError, match=r"cannot be kept there: (Is a directory|No such file)"):
        Journal(tmp_path)
    with pytest.raises(InputError, match=r"cannot be kept there: No such file"):
        Journal(tmp_path / "none" / "state")
    assert os.listdir(tmp_path) == []

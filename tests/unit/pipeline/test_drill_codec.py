"""Drills are kept with the findings of a run, and come back as they were."""

from datetime import date
from pathlib import Path

import pytest

from tapstack.checks.subject import Subject
from tapstack.findings import Finding
from tapstack.pipeline import Request, run
from tapstack.pipeline.cache import Cache
from tapstack.pipeline.drill_codec import decode, encode
from tests.unit.report.html.samples import DRILLS
from tests.unit.report.samples import FAILED


def test_drills_survive_storage_as_they_were() -> None:
    assert decode(encode(DRILLS)) == list(DRILLS)
    assert b"\n" not in encode(DRILLS)


def test_an_entry_holds_findings_and_drills(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store("k", [FAILED], DRILLS)
    assert cache.entry("k") == ([FAILED], list(DRILLS))
    assert cache.load("k") == [FAILED]


def test_an_entry_without_drills_has_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store("k", [FAILED])
    assert cache.entry("k") == ([FAILED], [])


@pytest.mark.parametrize("body", [b"", b"[1]", b'[{"figures": []}]', b"[{}]"])
def test_what_is_no_list_of_drills_is_refused(body: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        decode(body)


def test_what_the_simulate_layer_drilled_comes_out_of_a_run_and_out_of_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(subject: Subject) -> list[Finding]:
        subject.drills.extend(DRILLS)
        return [FAILED]

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("tapstack.pipeline.engine.layer", lambda _: judge)
    (tmp_path / "t.json").write_text("{}")
    request = Request(str(tmp_path / "t.json"), ("us-east-1",), ("simulate",), as_of=date(2026, 1, 1))
    cache = Cache(tmp_path / "cache")
    first, second = run(request, cache=cache), run(request, cache=cache)
    assert (first.cached, second.cached) == (False, True)
    assert first.drills == second.drills == DRILLS

"""Drills are kept with the findings of a run, and come back as they were."""

from pathlib import Path

import pytest

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

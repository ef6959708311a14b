"""Layers run in order, once, and again only if anything that they read has changed."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from tapstack.checks.subject import Subject
from tapstack.findings import Finding, InputError, NothingCheckedError, Severity, Status
from tapstack.pipeline import LAYERS, Request, chosen, run
from tapstack.pipeline.cache import Cache, folder
from tapstack.pipeline.codec import decode, encode
from tapstack.pipeline.events import Step
from tapstack.pipeline.key import key

FINDING = Finding(
    "X-1",
    "lint",
    Status.FAIL,
    Severity.WARNING,
    None,
    "A",
    ("Resources", "A", 0),
    "t.json",
    1,
    None,
    "é\ud800",
    "f",
    "s",
)


class Layer:
    """A layer that counts its calls."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.uncacheable = False

    def __call__(self, name: str) -> Any:
        def judge(subject: Subject) -> Iterator[Finding]:
            self.calls.append(name)
            if self.uncacheable:
                subject.uncacheable.append("reads more")
            yield FINDING._replace(layer=name, message="m")

        return judge


@pytest.fixture
def layer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Layer:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "t.json").write_text("{}")
    fake = Layer()
    monkeypatch.setattr("tapstack.pipeline.engine.layer", fake)
    return fake


REQUEST = Request("t.json", ("us-east-1",), ("template", "lint"), {"A": "1"}, as_of=date(2026, 1, 1))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_layers_run_in_order_and_are_announced(layer: Layer) -> None:
    steps: list[Step] = []
    outcome = run(REQUEST, notify=steps.append)
    assert layer.calls == ["template", "lint"]
    assert [(step.layer, step.number, step.total) for step in steps] == [("template", 1, 2), ("lint", 2, 2)]
    assert {finding.layer for finding in outcome.findings} == {"template", "lint"}


def test_second_run_with_nothing_changed_runs_no_layer(layer: Layer, cache: Cache) -> None:
    first, second = run(REQUEST, cache=cache), run(REQUEST, cache=cache)
    assert len(layer.calls) == 2
    assert (first.cached, second.cached) == (False, True)
    assert first.findings == second.findings


def test_without_a_cache_every_run_judges_anew(layer: Layer) -> None:
    run(REQUEST)
    run(REQUEST)
    assert len(layer.calls) == 4


def test_a_run_that_read_more_files_is_not_kept(layer: Layer, cache: Cache) -> None:
    layer.uncacheable = True
    run(REQUEST, cache=cache)
    assert not run(REQUEST, cache=cache).cached


def test_a_template_that_changes_while_it_is_judged_is_not_kept(layer: Layer, cache: Cache, monkeypatch: Any) -> None:
    answers = iter(["before", "after"])
    monkeypatch.setattr("tapstack.pipeline.engine.key", lambda _request: next(answers))
    run(REQUEST, cache=cache)
    assert cache.load("before") is None
    assert cache.load("after") is None


@pytest.mark.parametrize(
    "changed",
    [
        {"file": "./t.json"},
        {"regions": ("us-east-1", "eu-central-1")},
        {"regions": ("eu-central-1",)},
        {"layers": ("template",)},
        {"parameters": {"A": "2"}},
        {"parameters": {}},
        {"complete": True},
        {"account_id": "123456789012"},
        {"as_of": date(2026, 1, 2)},
        {"zones": {"us-east-1": ("us-east-1a",)}},
        {"configuration": "other"},
    ],
)
def test_every_part_of_the_request_changes_the_key(layer: Layer, changed: dict[str, Any]) -> None:
    assert key(replace(REQUEST, **changed)) != key(REQUEST)


@pytest.mark.parametrize("file", ["t.json", ".cfnlintrc", ".cfnlintrc.yml", "home/.cfnlintrc.yaml"])
def test_every_file_that_is_read_changes_the_key(layer: Layer, file: str) -> None:
    before = key(REQUEST)
    Path(file).parent.mkdir(exist_ok=True)
    Path(file).write_text("changed")
    assert key(REQUEST) != before


@pytest.mark.parametrize("file", ["rules/a.guard", "rules/deep/b.ruleset", "one.guard"])
def test_every_rule_file_changes_the_key(layer: Layer, file: str) -> None:
    request = replace(REQUEST, layers=("policy",), rule_paths=("rules", "one.guard"))
    before = key(request)
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text("rule R { Resources exists }")
    assert key(request) != before
    assert key(replace(request, ours=False)) != key(request)


@pytest.mark.parametrize("name", ["_own_source", "_packages", "_schemas"])
def test_every_program_changes_the_key(layer: Layer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    from tapstack.pipeline import versions

    before = versions.installed.__wrapped__()
    monkeypatch.setattr(versions, name, lambda: ["another version"])
    assert versions.installed.__wrapped__() != before


def test_every_source_file_that_makes_findings_counts() -> None:
    from tapstack.pipeline.versions import _own_source

    named = {line.split(" ")[0] for line in _own_source()}
    assert {"checks/policy/layer.py", "render/stack.py", "facts/identities.json", "__init__.py"} <= named
    assert not [name for name in named if name.endswith(".pyc") or name.startswith("report/")]


def test_folder_and_region_variables_change_the_key(
    layer: Layer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {key(REQUEST)}
    monkeypatch.setenv("AWS_REGION", "eu-west-3")
    keys.add(key(REQUEST))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "t.json").write_text("{}")
    monkeypatch.chdir(tmp_path / "sub")
    keys.add(key(REQUEST))
    assert len(keys) == 3


def test_an_unreadable_template_has_no_key(layer: Layer) -> None:
    assert key(replace(REQUEST, file="missing.json")) is None
    assert key(replace(REQUEST, file=".")) is None


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"garbage", b"0" * 64 + b"\n[]", b"\xff\xfe\n\x00", b'{"version": 1}'], ids=repr
)
def test_corrupt_entries_are_ignored_and_replaced(layer: Layer, cache: Cache, content: bytes) -> None:
    run(REQUEST, cache=cache)
    (entry,) = cache.folder.glob("*.findings")
    entry.write_bytes(content)
    assert not run(REQUEST, cache=cache).cached
    assert run(REQUEST, cache=cache).cached


def test_an_entry_cut_short_or_of_another_key_is_ignored(cache: Cache) -> None:
    cache.store("one", [FINDING])
    entry = cache.folder / "one.findings"
    entry.with_name("two.findings").write_bytes(entry.read_bytes())
    assert cache.load("two") is None
    entry.write_bytes(entry.read_bytes()[:-1])
    assert cache.load("one") is None


def test_findings_survive_storage_as_they_were(cache: Cache) -> None:
    cache.store("k", [FINDING])
    assert cache.load("k") == [FINDING]
    assert decode(encode([FINDING])) == [FINDING]


def test_a_deleted_or_unwritable_cache_is_only_slow(layer: Layer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "below")
    assert run(REQUEST, cache=cache).findings == run(REQUEST, cache=cache).findings


def test_oldest_entries_go_first_when_the_cache_is_full(cache: Cache) -> None:
    cache.limit = 3 * (len(encode([FINDING])) + 65)
    for number in range(6):
        cache.store(str(number), [FINDING])
        os.utime(cache.folder / f"{number}.findings", ns=(number, number))
    cache.store("last", [FINDING])
    assert cache.load("0") is None
    assert cache.load("last") == [FINDING]
    assert len(list(cache.folder.glob("*.findings"))) == 3


def _write(folder: Path) -> None:
    for _ in range(30):
        Cache(folder).store("same", [FINDING] * 50)


def test_concurrent_writers_leave_a_whole_entry(cache: Cache) -> None:
    writers = [get_context("fork").Process(target=_write, args=(cache.folder,)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert cache.load("same") == [FINDING] * 50
    assert not list(cache.folder.glob("*.part"))


def test_folder_is_the_named_one_or_beside_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAPSTACK_CACHE_DIR", raising=False)
    assert folder(tmp_path) == tmp_path / ".tapstack" / "cache"
    monkeypatch.setenv("TAPSTACK_CACHE_DIR", str(tmp_path / "other"))
    assert folder(tmp_path) == tmp_path / "other"


def test_layers_are_chosen_in_their_own_order() -> None:
    assert chosen(()) == LAYERS
    assert chosen(("lint", "template")) == ("template", "lint")


def test_all_layers_run_but_the_skipped_ones() -> None:
    assert chosen((), ("lint",)) == tuple(name for name in LAYERS if name != "lint")
    assert chosen(("template",), ("lint",)) == ("template",)


def test_a_layer_that_does_not_exist_yet_may_be_skipped() -> None:
    assert chosen((), ("simulate",)) == LAYERS


def test_a_layer_is_not_both_named_and_skipped() -> None:
    with pytest.raises(InputError, match="'lint' is both named and skipped"):
        chosen(("template", "lint"), ("lint",))


def test_where_every_layer_is_skipped_nothing_is_checked() -> None:
    with pytest.raises(NothingCheckedError, match="Every layer is skipped"):
        chosen((), LAYERS)


@pytest.mark.parametrize("names", [(("tmplate",), ()), ((), ("tmplate",))], ids=["named", "skipped"])
def test_an_unknown_layer_is_refused_with_a_suggestion(names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    with pytest.raises(InputError, match="Did you mean 'template'"):
        chosen(*names)


def test_a_layer_that_does_not_exist_yet_is_refused_rather_than_passed() -> None:
    with pytest.raises(NothingCheckedError, match="not available"):
        chosen(("change",))


@pytest.mark.parametrize(
    "make", [os.mkfifo, os.mkdir, lambda path: os.symlink(path, path)], ids=["pipe", "folder", "loop"]
)
def test_what_is_no_file_in_the_place_of_an_entry_is_no_entry(cache: Cache, make: Any) -> None:
    cache.store("a", [FINDING])
    (entry,) = cache.folder.glob("*.findings")
    entry.unlink()
    make(entry)
    assert cache.load("a") is None


def test_an_entry_that_is_larger_than_the_cache_is_not_read(cache: Cache) -> None:
    cache.store("a", [FINDING])
    assert Cache(cache.folder, limit=10).load("a") is None
    assert Cache(cache.folder, limit=10_000).load("a") == [FINDING]

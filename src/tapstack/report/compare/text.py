"""A comparison for people."""

from collections.abc import Iterator, Sequence

from tapstack.findings import plain
from tapstack.findings.plain import cut
from tapstack.findings.status import QUIET
from tapstack.report.compare.comparison import KINDS, Change, Comparison
from tapstack.report.compare.saved import Verdict
from tapstack.report.escape import flat

_INDENT = "    "


def comparison_text(compared: Comparison) -> str:
    """What changed, the worst first, by control and by finding; then the result.

    What passes or is skipped and is new or gone is only counted.
    """
    lines = [*_head(compared), *_controls(compared), *_changed("findings", compared.findings), _result(compared)]
    return "".join(plain(line).rstrip() + "\n" for line in lines)


def _head(compared: Comparison) -> Iterator[str]:
    for name, saved in (("old", compared.old), ("new", compared.new)):
        yield f"{name}: {saved.file}, tapstack {saved.tapstack}, as of {saved.as_of}"
    for role in dict.fromkeys((*compared.old.hashes, *compared.new.hashes)):
        before, now = compared.old.hashes.get(role, ""), compared.new.hashes.get(role, "")
        yield f"{role}: {'unchanged' if before == now else f'{_short(before)} -> {_short(now)}'}"
    for saved in (compared.old, compared.new):
        if not saved.whole:
            yield f"{saved.file} leaves out what passed and what was skipped, and so does the comparison of findings."
    yield ""


def _short(digest: str) -> str:
    return digest[:8] or "none"


def _controls(compared: Comparison) -> Iterator[str]:
    if compared.controls is None:
        lacking = " and ".join(saved.file for saved in (compared.old, compared.new) if saved.controls is None)
        yield f"controls: not compared; {lacking} judged none."
        yield ""
        return
    yield from _changed("controls", compared.controls)


def _changed(what: str, changes: Sequence[Change]) -> Iterator[str]:
    tally = {kind: sum(change.kind == kind for change in changes) for kind in KINDS}
    yield f"{what}: " + (", ".join(f"{number} {kind}" for kind, number in tally.items() if number) or "no change")
    yield from (_line(change) for change in changes if _noteworthy(change))
    yield ""


def _noteworthy(change: Change) -> bool:
    return change.worse or change.kind not in ("new", "gone") or change.shown.status not in QUIET


def _line(change: Change) -> str:
    shown = change.shown
    where = "  ".join(part for part in (shown.place, shown.name, shown.resource or "") if part)
    region = f"  [{shown.region}]" if shown.region else ""
    message = f"  {cut(flat(shown.message), 300)}" if shown.message else ""
    return f"{_INDENT}{change.kind:<9}{_status(change.old)} -> {_status(change.new)}  {where}{region}{message}"


def _status(verdict: Verdict | None) -> str:
    return verdict.status.value if verdict else "none"


def _result(compared: Comparison) -> str:
    number = sum(change.worse for change in (*(compared.controls or ()), *compared.findings))
    return f"{number} worse" if number else "nothing got worse"

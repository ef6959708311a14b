"""Runs layers over every template of some folders and counts what came of it.

``python tools/corpus.py FOLDER... [--layer NAME]... [--json FILE] [--list]`` ends with 1 where the tool itself crashed.
The templates are rendered for two more partitions as well, without judging them there.
"""

import argparse
import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tapstack.checks.subject import Subject
from tapstack.findings import Finding, InputError, Status, ordered
from tapstack.pipeline.layers import layer

JUDGED = ("us-east-1", "eu-central-1")
RENDERED = (*JUDGED, "cn-north-1", "us-gov-west-1")
ENDINGS = frozenset({".json", ".yaml", ".yml", ".template"})
SHOWN = (Status.FAIL, Status.ERROR, Status.UNKNOWN)


def templates(folders: Iterable[str]) -> Iterator[Path]:
    """Every file below the folders that may be a template, in order."""
    for folder in folders:
        yield from sorted(path for path in Path(folder).rglob("*") if path.suffix in ENDINGS and path.is_file())


def examine(file: Path, layers: Sequence[str] = ("template",)) -> dict[str, Any]:
    """What the layers say of one file: its findings and unresolved values, or why there are none."""
    try:
        return {**_judged(str(file), layers), "unresolved": Counter(_unresolved(str(file)))}
    except InputError as error:
        return {"refused": str(error)}
    except Exception:  # noqa: BLE001  a crash is what this looks for
        return {"crashed": traceback.format_exc()}


def _judged(file: str, layers: Sequence[str]) -> dict[str, Any]:
    subject = Subject(file, JUDGED)
    findings = ordered(finding for name in layers for finding in layer(name)(subject))
    shown = [_row(finding) for finding in findings if finding.status in SHOWN]
    return {"findings": shown, "verdicts": Counter(finding.status.value for finding in findings)}


def _unresolved(file: str) -> Iterator[str]:
    for stack in Subject(file, RENDERED).stacks.values():
        yield from kinds(stack.to_json())


def _row(finding: Finding) -> dict[str, Any]:
    names = ("check", "status", "severity", "region", "line", "column", "path", "message")
    return {name: getattr(finding, name) for name in names}


def kinds(value: Any) -> Iterator[str]:
    """The kind of every unresolved value below ``value``; of a text with such parts, the kinds of the parts too."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            if set(found) == {"Unresolved"} and isinstance(found["Unresolved"], dict):
                yield str(found["Unresolved"].get("kind"))
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)


def summary(results: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The counts over all files; a finding counts once for each region, and its check once for each file too."""
    read = [result for result in results.values() if "findings" in result]
    found = [(_key(row), name) for name, result in results.items() for row in result.get("findings", ())]
    return {
        "templates": len(results),
        "refused": sum("refused" in result for result in results.values()),
        "crashed": sum("crashed" in result for result in results.values()),
        "nothing found": sum(not result["findings"] for result in read),
        "with a FAIL": len({name for key, name in found if f" {Status.FAIL} " in key}),
        "verdicts": sum((result["verdicts"] for result in read), Counter[str]()),
        "unresolved": sum((result["unresolved"] for result in read), Counter[str]()),
        "findings": Counter(key for key, _ in found),
        "files": Counter(key for key, _ in set(found)),
    }


def _key(row: dict[str, Any]) -> str:
    return f"{row['check']} {row['status']} {row['severity']}"


def table(counts: dict[str, Any]) -> Iterator[str]:
    """The summary in lines for people."""
    for name, value in counts.items():
        if not isinstance(value, Counter):
            yield f"{name:<28}{value:>8}"
    for name in ("verdicts", "unresolved"):
        yield from ("", name)
        yield from (f"  {key:<26}{number:>8}" for key, number in sorted(counts[name].items()))
    yield from ("", f"{'findings':<28}{'number':>8}{'files':>8}")
    for key, number in sorted(counts["findings"].items()):
        yield f"  {key:<26}{number:>8}{counts['files'][key]:>8}"


def listing(results: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A line for each refusal, crash and finding; a finding of several regions once."""
    for name, result in results.items():
        yield from (f"{name}: {key}: {result[key]}" for key in ("refused", "crashed") if key in result)
        yield from dict.fromkeys(f"{name}:{_line(row)}" for row in result.get("findings", ()))


def _line(row: dict[str, Any]) -> str:
    return f"{row['line']}:{row['column']}: {row['check']} {row['status']} {row['message']}"


def main(arguments: list[str]) -> int:
    """Examine, print, and say whether anything crashed."""
    parser = argparse.ArgumentParser(description="Runs layers over every template below some folders.")
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--layer", dest="layers", action="append", metavar="NAME", help="[default: template]")
    parser.add_argument("--json", metavar="FILE", help="write every finding and the counts here")
    parser.add_argument("--list", action="store_true", help="print every finding before the table")
    options = parser.parse_args(arguments)
    results = {str(file): examine(file, options.layers or ("template",)) for file in templates(options.folders)}
    counts = summary(results)
    if options.json:
        Path(options.json).write_text(json.dumps({"counts": counts, "templates": results}, indent=1))
    print(*(listing(results) if options.list else ()), *table(counts), sep="\n")
    return 1 if counts["crashed"] or not results else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

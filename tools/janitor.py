"""Finds what runs of the nightly deployment left in an account, and removes it where ``--delete`` says so.

Ends with 1 where something is overdue or AWS refuses to remove it. Credentials come from boto3's own chain.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tapstack.cli.errors import answered
from tapstack.config import read
from tapstack.deploy.connection import connect
from tapstack.deploy.errors import told
from tapstack.deploy.janitor.mark import is_suffix
from tapstack.deploy.janitor.remain import Told
from tapstack.deploy.janitor.scope import Scope
from tapstack.deploy.janitor.sweep import Wanted, swept
from tapstack.deploy.janitor.telling import document, failed, line, summary
from tapstack.findings import InputError
from tapstack.findings.exits import FAILED, OK

TEMPLATE = Path(__file__).resolve().parents[1] / "lib" / "TapStack.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, errors being answered as those of ``tapstack`` are."""
    given = parser().parse_args(arguments)
    return answered(lambda: _run(given))


def parser() -> argparse.ArgumentParser:
    """What the script takes."""
    made = argparse.ArgumentParser(prog="janitor", description=__doc__, allow_abbrev=False)
    made.add_argument("--delete", action="store_true", help="remove what is found; without it, it is only shown")
    made.add_argument("--suffix", help="look at this run only")
    made.add_argument("--older-than", type=float, default=24, metavar="HOURS", help="leave younger runs [24]")
    made.add_argument("--overdue", type=float, default=48, metavar="HOURS", help="fail for what is older [48]")
    made.add_argument("--region", action="append", help="in the order of deployment [the configured ones]")
    account = os.environ.get("TAPSTACK_NIGHTLY_ACCOUNT") or None
    made.add_argument("--account-id", default=account, help="that the credentials must be of")
    made.add_argument("--template", default=str(TEMPLATE), help="whose names are looked for [lib/TapStack.json]")
    made.add_argument("--json", metavar="FILE", help="write what was removed and what is left")
    return made


def _run(given: argparse.Namespace) -> int:
    if given.suffix is not None and not is_suffix(given.suffix):
        message = f"{given.suffix!r} is no suffix of a nightly run, and nothing else is touched here."
        raise InputError(message, remedy="Give one such as nightly-s8z3k2p1-1, or none.")
    scope = _scope(given)
    wanted = Wanted(given.delete, given.suffix, given.older_than, given.overdue)
    rows: list[Told] = []
    try:
        with told("look for what nightly runs left"):
            rows.extend(_said(swept(scope, wanted)))
    finally:
        if given.json:
            Path(given.json).parent.mkdir(parents=True, exist_ok=True)
            Path(given.json).write_text(json.dumps(document(scope, rows, delete=given.delete), indent=2) + "\n")
    print(summary(rows, delete=given.delete))
    return FAILED if failed(rows) else OK


def _scope(given: argparse.Namespace) -> Scope:
    regions = tuple(given.region or read().regions)
    if not regions:
        raise InputError("No region is named.", remedy="Name each: --region eu-central-1 --region us-east-1.")
    found = connect(regions, account_id=given.account_id)
    return Scope(found.client, found.account_id, regions, given.template, datetime.now(UTC), found.partition)


def _said(rows: Iterator[Told]) -> Iterator[Told]:
    for row in rows:
        print(line(row), flush=True)
        yield row


if __name__ == "__main__":
    sys.exit(main())

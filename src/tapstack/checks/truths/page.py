"""The truths as one page of Markdown, drawn from the truths themselves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tapstack.checks.truths.truth import Truth
from tapstack.findings import Severity

_MANY = 12
_HEAD = """# Deployment truths

What AWS refuses when a stack is made, and what it takes and then loses data over. `tapstack check` asks every truth
of every resource that it is about, in every region's rendered stack; `tapstack explain ID` shows one. A truth that
rests on experience, not on a source, is a warning. What is marked (later) AWS takes, and the damage shows in use;
`tapstack simulate` refuses the rest as AWS does. This page is written by `make docs`; do not edit it.
"""


def page(truths: tuple[Truth, ...]) -> str:
    """The page: a summary, then a section for each family and a paragraph for each truth."""
    families = [(name, list(members)) for name, members in groupby(truths, key=_family)]
    rows = [f"| [{name}](#{name.lower()}) | {len(members)} |" for name, members in families]
    table = ["| family | truths |", "|---|---|", *rows, f"| together | {len(truths)} |"]
    return "\n".join([_HEAD, *table, "", *(line for family in families for line in _section(*family))]).rstrip() + "\n"


def _family(truth: Truth) -> str:
    return truth.id.rpartition("-")[0]


def _section(name: str, members: list[Truth]) -> Iterator[str]:
    yield f"## {name}\n"
    for truth in members:
        marks = [" (warning)"] * (truth.severity is Severity.WARNING) + [" (later)"] * truth.later
        place = f", `{truth.at}`" if truth.at else ""
        yield f"**{truth.id}**{''.join(marks)} {_line(truth.title)}.\\"
        yield f"About {_about(truth)}{place}. {_line(truth.why)} {_line(truth.fix)}\\"
        yield f"Source: {_line(truth.source)}\n"


def _about(truth: Truth) -> str:
    if len(truth.about) > _MANY:
        return f"{len(truth.about)} types"
    return ", ".join(f"`{one}`" for one in truth.about)


def _line(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;").replace("*", "\\*")

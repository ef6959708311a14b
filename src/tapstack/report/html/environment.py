"""Templates in which nothing from outside is markup."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tapstack.findings import plain
from tapstack.report.html.tokens import word

FOLDER = Path(__file__).parent
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+")
_AFTER = ".,;:!?)"


@cache
def environment() -> Environment:
    """Every value is escaped, and what does not print in it is written as in Python."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"linked": linked, "number": number, "as_word": word, "zip_with": zip_with}
    return made


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    return plain(value) if type(value) is str else value


def linked(text: str) -> Markup:
    """``text``, in which addresses of web pages are links."""
    pieces, end = [Markup("")], 0
    for found in _ADDRESS.finditer(text := plain(text)):
        address = found[0].rstrip(_AFTER)
        pieces.append(Markup("{}").format(text[end : found.start()]))
        pieces.append(Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, address))
        end = found.start() + len(address)
    return Markup("").join([*pieces, Markup("{}").format(text[end:])])


def number(value: float) -> str:
    """A number for people: ``12,345``, ``0.5``."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def zip_with(values: Iterable[Any], texts: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Pairs of what a filter compares and what a reader sees."""
    return list(zip(values, texts, strict=True))

"""In which line of a TOML text a key stands; the TOML parser of the standard library does not say."""

import re


def line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """The first line that names the last key of ``path`` after the lines that name those before it.

    A search, not a parse: right for keys as people write them, None where nothing is found.
    """
    lines = text.splitlines()
    at = -1
    for part in path:
        if isinstance(part, str):
            found = _next(lines, part, max(at, 0))
            at = at if found is None else found
    return at + 1 if at >= 0 else None


def _next(lines: list[str], key: str, start: int) -> int | None:
    name = rf"""["']?{re.escape(key)}["']?"""
    pattern = re.compile(rf"(?:^|[{{,\s.]){name}\s*(?:\.|=)|^\s*\[[\[\s]*(?:[^\]]*[.\s])?{name}\s*[\].]")
    return next((number for number in range(start, len(lines)) if pattern.search(lines[number])), None)

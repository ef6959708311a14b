"""JSON that every reader takes: strict, and in ASCII, so that any terminal can carry it."""

import json
import re
from typing import Any

import orjson

_BEYOND_ASCII = re.compile(r"[^\n -~]")


def json_text(document: Any) -> str:
    r"""``document`` on indented lines, with a line feed at its end.

    Half of a surrogate pair, which strict readers refuse, becomes its escape as text: ``\ud800``.
    """
    return _BEYOND_ASCII.sub(_escape, _dump(document)) + "\n"


def _dump(document: Any) -> str:
    try:
        return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
    except TypeError:  # half of a surrogate pair, or a number beyond 64 bits
        return json.dumps(document, indent=2, ensure_ascii=False, default=str)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xD800 <= code <= 0xDFFF:
        return f"\\\\u{code:04x}"
    return json.dumps(found[0])[1:-1] if code > 0x7F else f"\\u{code:04x}"

"""Tables for spreadsheets, in the form of RFC 4180.

UTF-8 without a mark at its start, CRLF at the end of each row, no line break inside a cell: line breaks and
other characters that do not print are written as escapes. A cell that a spreadsheet would take for a formula
stands behind an apostrophe, and so does one that begins with an apostrophe itself: a program that reads the
file takes one leading apostrophe away and has the text.
Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import io
from collections.abc import Iterable, Sequence

from tapstack.findings import plain

# The last four are what full-width keyboards write for the first four.
_RISKY = tuple("=+-@\t\r\n'＝＋－＠")  # noqa: RUF001  as above


def table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A header and the rows; None is an empty cell."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(list(map(_cell, row)) for row in rows)
    return stream.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return plain(f"'{text}" if text.startswith(_RISKY) else text)

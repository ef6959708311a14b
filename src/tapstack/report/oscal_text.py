"""Texts as OSCAL's types take them.

Source: https://pages.nist.gov/OSCAL/reference/datatypes/
"""

import re
from typing import Any

from tapstack.report.escape import flat
from tapstack.report.sarif_text import markdown

NAMESPACE = "urn:tapstack:oscal"
"""Whose names our properties are: OSCAL's own say other things."""
_BEYOND_TOKEN = re.compile(r"[^A-Za-z0-9._-]")


def token(text: str) -> str:
    """A token, which begins with a letter or an underscore; what it may not hold becomes a hyphen."""
    made = _BEYOND_TOKEN.sub("-", text)
    return made if made and (made[0].isalpha() or made[0] == "_") else f"_{made}"


def string(text: str) -> str:
    """A string on one line, which neither begins nor ends with a space and is never empty."""
    return flat(text).strip() or "-"


def markup(text: str) -> str:
    """A line of markup that shows the text as it is, never empty."""
    return markdown(text).strip() or "-"


def prop(name: str, value: str, kind: str = "", remarks: str = "") -> dict[str, Any]:
    """A property of ours; ``kind`` is its class."""
    made = {"name": token(name), "ns": NAMESPACE, "value": string(value)}
    if kind:
        made["class"] = token(kind)
    return made | ({"remarks": markup(remarks)} if remarks else {})

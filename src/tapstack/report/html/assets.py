"""The style and the script of the report, each joined of its parts in the order of their names."""

from functools import cache

from tapstack.report.html.environment import FOLDER


@cache
def style() -> str:
    """All of ``styles/``."""
    return _joined("styles", "css")


@cache
def script() -> str:
    """All of ``scripts/``, in a scope of its own."""
    return f'"use strict";\n(() => {{\n{_joined("scripts", "js")}}})();\n'


def _joined(folder: str, ending: str) -> str:
    return "\n".join(file.read_text("utf-8") for file in sorted((FOLDER / folder).glob(f"*.{ending}")))

"""Names in the languages of pictures: nothing that a template calls its resources can end or begin anything there."""

from html import escape

from tapstack.findings import plain


def mermaid_label(text: str) -> str:
    """A Mermaid label; what could end it, or begin something in it, as an entity.

    Source: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
    """
    return "".join(f"#{ord(letter)};" if letter in '"#<>&`' else letter for letter in plain(text))


def dot_label(text: str) -> str:
    """A quoted string of DOT."""
    escaped = plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def svg_label(text: str) -> str:
    """Text of an SVG element."""
    return escape(plain(text))

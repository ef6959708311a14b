"""From records to text: one module for each format, chosen by ``FORMATS``."""

from collections.abc import Callable, Sequence

from tapstack.findings import Finding, Summary

FORMATS = ("human", "json", "github", "sarif", "junit", "csv", "evidence", "oscal", "asff", "html")
RESTING = frozenset({"evidence", "oscal", "asff", "html"})
"""The formats that say what the verdicts rest on whoever asks; the others say it where it is known."""


def drawer(name: str) -> Callable[[Sequence[Finding], Summary, bool], str]:
    """The function ``(findings, summary, all) -> text`` of a format; imported only now."""
    from importlib import import_module

    draw: Callable[[Sequence[Finding], Summary, bool], str] = import_module(f"tapstack.report.{name}_format").draw
    return draw

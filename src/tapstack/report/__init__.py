"""From records to text: one module for each format, chosen by ``FORMATS``."""

from collections.abc import Callable, Sequence

from tapstack.findings import Finding, Summary

FORMATS = ("human", "json", "github", "sarif", "junit", "csv")


def drawer(name: str) -> Callable[[Sequence[Finding], Summary, bool], str]:
    """The function ``(findings, summary, all) -> text`` of a format; imported only now."""
    from importlib import import_module

    draw: Callable[[Sequence[Finding], Summary, bool], str] = import_module(f"tapstack.report.{name}_format").draw
    return draw

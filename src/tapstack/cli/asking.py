"""Questions to whoever sits there, on standard error, so that results stay alone on standard output."""

from __future__ import annotations

import click

from tapstack.findings import InputError


def agreed(question: str, *, remedy: str) -> bool:
    """Whether the answer is yes. Raises InputError with ``remedy`` where nobody answers."""
    try:
        return click.confirm(question, default=False, err=True)
    except click.Abort as error:
        raise InputError("Nobody answered.", remedy=remedy) from error


def typed(question: str, word: str, *, remedy: str) -> bool:
    """Whether exactly this word is typed. Raises InputError with ``remedy`` where nobody answers."""
    try:
        return str(click.prompt(question, default="", show_default=False, err=True)).strip() == word
    except click.Abort as error:
        raise InputError("Nobody answered.", remedy=remedy) from error

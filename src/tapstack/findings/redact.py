"""Keeps secret values out of messages that others wrote."""

from collections.abc import Collection, Iterable

HIDDEN = "****"


def redact(text: str, secrets: Collection[str]) -> str:
    """``text`` with every occurrence of a secret replaced by ``****``; the longest secret first.

    Also hides the forms in which Python's ``repr`` and JSON would have quoted the secret.
    """
    if not secrets:
        return text
    for secret in sorted(_forms(secrets), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text


def _forms(secrets: Iterable[str]) -> set[str]:
    forms = set()
    for secret in secrets:
        if secret:
            escaped = secret.replace("\\", "\\\\")
            forms |= {secret, repr(secret)[1:-1], escaped, escaped.replace('"', '\\"')}
    return forms

import json

import pytest

from tapstack.findings import redact

TRICKY = "pa'ss\"w\\ord"


@pytest.mark.parametrize(
    ("text", "secrets", "expected"),
    [
        ("the value 'hunter2' is short", {"hunter2"}, "the value '****' is short"),
        ("nothing here", {"hunter2"}, "nothing here"),
        ("abc", set[str](), "abc"),
        ("abc", {""}, "abc"),
        ("hunter22 and hunter2", {"hunter2", "hunter22"}, "**** and ****"),
    ],
)
def test_secrets_are_hidden(text: str, secrets: set[str], expected: str) -> None:
    assert redact(text, secrets) == expected


@pytest.mark.parametrize("quote", [repr, json.dumps, str])
def test_quoted_forms_of_a_secret_are_hidden(quote: type[str]) -> None:
    assert "ord" not in redact(f"value {quote(TRICKY)} is wrong".replace("value", "v"), {TRICKY}).replace("wrong", "")

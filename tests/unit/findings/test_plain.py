import pytest

from tapstack.findings.plain import cut, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bücket 中 𝒳", "Bücket 中 𝒳"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\n::error::b\r", "a\\n::error::b\\r"),
        ("a\x9bb\x00", "a\\x9bb\\x00"),
        ("a\u202eb\u2028", "a\\u202eb\\u2028"),
        ("a\udc80", "a\\udc80"),
    ],
)
def test_what_a_terminal_would_obey_is_an_escape(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_long_text_says_how_long_it_is() -> None:
    assert cut("a" * 3000, 5) == "aaaaa... (3,000 characters)"
    assert cut("aaaaa", 5) == "aaaaa"

import pytest

from tapstack.template.lines import Lines


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("abc", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n\r\nb", 4, (3, 1)),
        ("é😀x", 2, (1, 3)),
        ("a\u2028b", 2, (1, 3)),
        ("a\n", 2, (2, 1)),
    ],
)
def test_an_offset_is_a_line_and_a_column_in_characters(text, offset, place):
    assert Lines(text).position(offset) == place

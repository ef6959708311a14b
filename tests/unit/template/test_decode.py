import pytest

from tapstack.findings import InputError
from tapstack.template.decode import check_text, decode


@pytest.mark.parametrize(
    ("data", "message", "line", "column"),
    [
        (b"", "the file is empty.", 1, 1),
        (b" \r\n\t\n", "the file is empty.", 1, 1),
        (b"\xef\xbb\xbf", "the file is empty.", 1, 1),
        (b'{"a":\n "\xff"}', "byte 0xFF is not UTF-8.", 2, 3),
        ("a: é\nb: ".encode() + b"\xe9t\xe9", "byte 0xE9 is not UTF-8.", 2, 4),
        (b"\xef\xbb\xbfa: \xff", "byte 0xFF is not UTF-8.", 1, 4),
        (b"a: b\r\nc: \0", "control character U+0000 in the text.", 2, 4),
        (b"\x7fELF\x02\x01", "control character U+0002 in the text.", 1, 5),
        (b"\x1f\x8b\x08\x00", "byte 0x8B is not UTF-8.", 1, 2),
        ("{}".encode("utf-16"), "the file is UTF-16 text.", 1, 1),
        ("Resources:".encode("utf-16-le"), "the file is UTF-16 text.", 1, 1),
        ("Resources:".encode("utf-16-be"), "the file is UTF-16 text.", 1, 1),
        ("{}".encode("utf-32"), "the file is UTF-32 text.", 1, 1),
    ],
)
def test_what_is_not_utf8_text_is_refused_at_its_place(data, message, line, column):
    with pytest.raises(InputError) as caught:
        decode(data, "t.yaml")
    error = caught.value
    assert (error.message, error.file, error.line, error.column) == (message, "t.yaml", line, column)
    assert error.remedy


def test_half_of_a_surrogate_pair_in_a_given_text_is_refused():
    with pytest.raises(InputError, match=r"1:4: half of a surrogate pair, U\+D800"):
        check_text("a: \ud800", "t.yaml")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: \xc3\xa9", "a: é".encode()])
def test_a_byte_order_mark_of_utf8_is_no_part_of_the_text(data):
    assert decode(data, "t.yaml") == "a: é"

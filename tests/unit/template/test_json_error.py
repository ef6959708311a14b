import pytest

from tapstack.findings import InputError
from tapstack.template.load import loads


@pytest.mark.parametrize(
    ("text", "place", "says", "remedy"),
    [
        ('{"a": {"b": 1', (1, 14), "the file ends too early", "Restore"),
        ('{"a": 1,\n', (1, 9), "the file ends too early", "Restore"),
        ('{"a": "b', (1, 7), "ends inside a text that begins here", "Restore"),
        ("{", (1, 2), "the file ends too early", "Restore"),
        ('{"a": 1,}', (1, 8), "a comma before the closing bracket", "Remove the comma."),
        ('{"a": [1,\r\n 2,\r\n]}', (2, 3), "a comma before the closing bracket", "Remove the comma."),
        ('{"a": 1}\n{"b": 2}', (2, 1), "text after the end", "one JSON document"),
        ("{'a': 1}", (1, 2), "single quotes", "double quotes"),
        ("{\"a\": 'b'}", (1, 7), "single quotes", "double quotes"),
        ('{\n// x\n"a": 1}', (2, 1), "a comment", "YAML"),
        ('{"a": 1 # x\n}', (1, 9), "a comment", "YAML"),
        ('{"a": !Ref b}', (1, 7), "a YAML short form", '{"Ref"'),
        ("{a: 1}", (1, 2), "a key in double quotes expected, found 'a'", "double quotes"),
        ('{"a": b}', (1, 7), "a value expected, found 'b'", "double quotes"),
        ('{"a": 1 "b": 2}', (1, 9), "',' expected, found '\"'", "','"),
        ('{"a" 1}', (1, 6), "':' expected, found '1'", "':'"),
        ('{"a": "x\ny"}', (1, 9), "line break or tab inside a text", r"\n"),
        ('{"a": "\\q"}', (1, 8), "an unknown escape", r"\\"),
        ('{"é😀": x}', (1, 8), "a value expected", "double quotes"),
    ],
)
def test_a_syntax_error_names_its_place_and_its_remedy(text, place, says, remedy):
    with pytest.raises(InputError) as caught:
        loads(text, "t.json")
    assert (caught.value.line, caught.value.column) == place
    assert says in caught.value.message
    assert remedy in caught.value.remedy

import pytest

from tapstack.findings import InputError, Status
from tapstack.template.load import loads


def noticed(text):
    problems = loads(text, "t.yaml").problems
    return [(problem.check.id, problem.path, problem.line, problem.column) for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", [("TPL-001", ("a",), 2, 1)]),
        ("a: {b: 1, 'b': 2}\n", [("TPL-001", ("a", "b"), 1, 11)]),
        ("a: !Sub\n  - x\n  - b: 1\n    b: 2\n", [("TPL-001", ("a", "Fn::Sub", 1, "b"), 4, 5)]),
        ("a: .inf\n", [("TPL-002", ("a",), 1, 4)]),
        ("a: [1, .NaN]\n", [("TPL-002", ("a", 1), 1, 8)]),
        ("a: 1.0e+999\n", [("TPL-003", ("a",), 1, 4)]),
        ("a: 18446744073709551616\n", [("TPL-003", ("a",), 1, 4)]),
        ("a: &x 1\nb: *x\n", [("TPL-004", ("b",), 2, 4)]),
        ("a: &x 1\nb: [0, *x]\n", [("TPL-004", ("b", 1), 2, 8)]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", [("TPL-005", ("c",), 3, 3)]),
        ("yes: 1\n", [("TPL-006", ("yes",), 1, 1)]),
        ("~: 1\n", [("TPL-006", ("~",), 1, 1)]),
        ("0x10: 1\n", [("TPL-006", ("0x10",), 1, 1)]),
        ("010: 1\n", [("TPL-006", ("010",), 1, 1)]),
        ("80: 1\n'yes': 2\n2010-09-09: 3\n=: 4\n", []),
        ("a: &x 1\n", []),
    ],
)
def test_what_cloudformation_does_not_take_is_a_problem_at_its_place(text, expected):
    assert noticed(text) == expected


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("a: &x {b: 1}\nc: *x\n", {"a": {"b": 1}, "c": {"b": 1}}),
        ("a: &x {b: 1, c: 2}\nd:\n  c: 3\n  <<: *x\n", {"a": {"b": 1, "c": 2}, "d": {"c": 3, "b": 1}}),
        ("d:\n  <<: [{b: 1}, {b: 2, c: 3}]\n", {"d": {"b": 1, "c": 3}}),
        ("80: 1\n", {"80": 1}),
        ("yes: 1\n", {"yes": 1}),
        ("a: <<\n", {"a": "<<"}),
        ("'<<': 1\n", {"<<": 1}),
        ('{"a": [1, "b"]}', {"a": [1, "b"]}),
        ("%YAML 1.1\n---\na: 1\n...\n", {"a": 1}),
    ],
)
def test_the_template_is_built_all_the_same(text, body):
    assert loads(text, "t.yaml").body == body


def test_an_alias_is_the_same_object_and_no_copy():
    body = loads("a: &x {b: 1}\nc: *x\n", "t.yaml").body
    assert body["a"] is body["c"]


@pytest.mark.parametrize(("transform", "status"), [("AWS::Serverless-2016-10-31", Status.UNKNOWN), ("M", Status.FAIL)])
def test_aliases_are_left_to_the_sam_command_line(transform, status):
    template = loads(f"Transform: {transform}\na: &x 1\nb: *x\n", "t.yaml")
    assert [problem.status for problem in template.problems] == [status]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: !!python/object/apply:os.system [id]\n", (1, 4), "unknown tag !!python/object/apply:os.system."),
        ("a: !!python/name:os.system x\n", (1, 4), "unknown tag !!python/name:os.system."),
        ("a:\n  b: !Reff c\n", (2, 6), "unknown tag !Reff."),
        ("a: !Rain::Module x\n", (1, 4), "unknown tag !Rain::Module."),
        ("!Ref a: b\n", (1, 1), "tag !Ref on a key."),
        ("a: !!timestamp 2010-09-09\n", (1, 4), "does not support the tag !!timestamp."),
        ("a: !!binary aGk=\n", (1, 4), "does not support the tag !!binary."),
        ("a: !!set {b}\n", (1, 4), "does not support the tag !!set."),
        ("a: !!int x\n", (1, 4), "'x' is not of type int."),
        ("a: 1\n---\nb: 1\n", (2, 1), "a second document"),
        ("# only a comment\n", (1, 1), "no document"),
        ("- a\n", (1, 1), "the template is not a mapping."),
        ("text\n", (1, 1), "the template is not a mapping."),
        ("null\n", (1, 1), "the template is not a mapping."),
        ("? [a]\n: b\n", (1, 3), "a mapping or list as a key."),
        ("a: &x b\n*x : c\n", (2, 1), "an alias as a key."),
        ("a: *b\n", (1, 4), "alias *b without an anchor."),
        ("a: &a [*a]\n", (1, 8), "alias *a stands inside what it names."),
        ("a: &a {b: {c: *a}}\n", (1, 15), "alias *a stands inside what it names."),
        ("a:\n  <<: 1\n", (2, 7), "<< merges only mappings."),
        ("a:\n\tb: 1\n", (2, 1), "found character that cannot start any token"),
        ("a: b: c\n", (1, 5), "mapping values are not allowed"),
        ("a: %b\n", (1, 4), "cannot start any token"),
        ('a: "b\n', (2, 1), "unexpected end of stream"),
        ("a: [b\n", (2, 1), "did not find expected"),
        ("a:\r\n  b: 1\r\n c: 2\r\n", (3, 2), "did not find expected key"),
        ("é😀: @\n", (1, 5), "cannot start any token"),
        ("a: \x80\n", (1, 4), "a control character"),
        ('a: "\\ud800"\n', (1, 7), "invalid Unicode character escape code"),
    ],
)
def test_what_is_no_template_is_refused_at_its_place(text, place, says):
    with pytest.raises(InputError) as caught:
        loads(text, "t.yaml")
    assert (caught.value.line, caught.value.column) == place
    assert says in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("a:\n\tb: 1\n", "Indent with spaces"),
        ('a: "b\n', "The file ends too early"),
        ("a: @b\n", "in quotes"),
        ("a: b: c\n", "': '"),
        ("a:\n  b: 1\n c: 2\n", "indentation"),
    ],
)
def test_a_syntax_error_says_what_to_do(text, remedy):
    with pytest.raises(InputError) as caught:
        loads(text, "t.yaml")
    assert remedy in caught.value.remedy

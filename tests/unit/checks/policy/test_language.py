"""Guard's language, as far as it must be understood to know what a rule looks at."""

import pytest

from tapstack.checks.policy.language import UnreadableError, read
from tapstack.checks.policy.language.syntax import (
    Block,
    Call,
    Check,
    Every,
    Filter,
    Key,
    KeyFilter,
    Listed,
    Literal,
    Named,
    Other,
    Query,
    Regex,
    TypeBlock,
    Variable,
    When,
)


def only_clause(text: str):
    (rule,) = read(f"rule R {{ {text} }}").rules
    ((clause,),) = rule.body.clauses
    return clause


@pytest.mark.parametrize(
    ("text", "operator", "negated", "value"),
    [
        ("A == 'x'", "==", False, Literal("x")),
        ('A == "it\'s"', "==", False, Literal("it's")),
        (r'A == "a\"b"', "==", False, Literal('a"b')),
        ("A != 'x'", "==", True, Literal("x")),
        ("A in ['x', 5]", "in", False, Listed((Literal("x"), Literal(5)))),
        ("A IN ['x']", "in", False, Listed((Literal("x"),))),
        ("A not in ['x']", "in", True, Listed((Literal("x"),))),
        ("A !in ['x']", "in", True, Listed((Literal("x"),))),
        ("A == /^a\\/b$/", "==", False, Regex("^a/b$")),
        ("A >= -1.5", ">=", False, Literal(-1.5)),
        ("A < 5 <<message>>", "<", False, Literal(5)),
        ("A == true", "==", False, Literal(True)),
        ("A == null", "==", False, Literal(None)),
        ("A in r(1, 5]", "in", False, Other()),
        ("A == {b: ['c'], 'd': %e}", "==", False, Other((Listed((Literal("c"),)), Query((Variable("e"),), 1)))),
        ("A == %b", "==", False, Query((Variable("b"),), 1)),
        ("A exists", "exists", False, None),
        ("A !exists", "exists", True, None),
        ("A not exists", "exists", True, None),
        ("A EXISTS", "exists", False, None),
        ("not A exists", "exists", True, None),
        ("!A empty", "empty", True, None),
        ("A is_string", "is_string", False, None),
        ("A !is_list", "is_list", True, None),
    ],
)
def test_operators(text, operator, negated, value) -> None:
    found = only_clause(text)
    assert isinstance(found, Check)
    assert (found.operator, found.negated, found.value) == (operator, negated, value)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a.b.c", (Key("a"), Key("b"), Key("c"))),
        ("a.*.b", (Key("a"), Every(), Key("b"))),
        ("a[*].b[0]", (Key("a"), Every(), Key("b"), Every())),
        ("a.0", (Key("a"), Every())),
        ("%a.b", (Variable("a"), Key("b"))),
        ("%a.%b", (Variable("a"), Variable("b"))),
        ("this.a", (Key("a"),)),
        ("this", ()),
        ("'a b'.\"c.d\"", (Key("a b"), Key("c.d"))),
        ("AWS::S3::Bucket.x", (Key("AWS::S3::Bucket"), Key("x"))),
        ("*.a", (Every(), Key("a"))),
        ("a[ keys == /^b/ ]", (Key("a"), KeyFilter(Regex("^b")))),
        ("a[ keys not in ['b'] ].c", (Key("a"), KeyFilter(Listed((Literal("b"),))), Key("c"))),
    ],
)
def test_queries(text, parts) -> None:
    assert only_clause(f"{text} exists").query.parts == parts


def test_a_filter_holds_conditions_over_several_lines() -> None:
    found = only_clause("a[ b == 1\n c exists or\n d exists ].e exists")
    (_, condition, _) = found.query.parts
    assert isinstance(condition, Filter)
    assert [len(clauses) for clauses in condition.conditions.clauses] == [1, 2]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a { b exists }", Block),
        ("a[*] { b exists }", Block),
        ("when a exists { b exists }", When),
        ("AWS::S3::Bucket { b exists }", TypeBlock),
        ("AWS::S3::Bucket when a exists { b exists }", TypeBlock),
        ("other_rule\n", Named),
        ("not other_rule <<why>>", Named),
        ("check(%a, 'b')", Call),
        ("some a[*] exists", Check),
    ],
)
def test_clauses(text, kind) -> None:
    assert isinstance(only_clause(text), kind)


def test_the_name_of_a_rule_may_stand_before_another_clause() -> None:
    (rule,) = read("rule R when first\n %x !empty { second\n a exists }").rules
    assert [type(clause) for (clause,) in rule.conditions.clauses] == [Named, Check]
    assert [type(clause) for (clause,) in rule.body.clauses] == [Named, Check]


def test_comments_and_messages_count_for_nothing() -> None:
    text = "# one { \nrule R { # two }\n a exists << } not # here\n rule X { >> # three\n b == '#' }"
    (rule,) = read(text).rules
    assert len(rule.body.clauses) == 2
    assert text[rule.start : rule.end].endswith("}")


def test_a_rule_knows_its_line_and_the_comment_directly_above_it() -> None:
    first, second = read("# apart\n\n# title\n#   Why: more\nrule A { x exists }\nrule B(p, q) { %p exists }").rules
    assert (first.name, first.line, first.comment, first.parameters) == ("A", 5, ("title", "Why: more"), ())
    assert (second.name, second.line, second.comment, second.parameters) == ("B", 6, (), ("p", "q"))


def test_variables_and_loose_clauses_stand_outside_of_rules() -> None:
    text = "let a = 5\nlet b := some Resources.*\nrule R { let c = count(%b)\n %c == %a }\nAWS::S3::Bucket { x exists }"
    found = read(text)
    assert set(found.loose.variables) == {"a", "b"}
    assert [text[start:end] for start, end in found.loose_spans] == ["AWS::S3::Bucket { x exists }"]
    assert found.loose_line == 5
    assert isinstance(found.rules[0].body.variables["c"], Call)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("rule R {\n a == \n}", 3),
        ("rule R {\n a ?? 5 }", 2),
        ("rule R { a exists", 1),
        ("\n\nrule R { Resources[ n | Type == 'X' ] exists }", 3),
        ("rule R { " + "a { " * 200 + "}" * 200 + "}", 1),
    ],
)
def test_what_is_not_understood_is_said_with_its_line(text, line) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    assert caught.value.line == line

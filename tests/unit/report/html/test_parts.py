"""The parts of the report that are worked out: excerpts, ids, tokens, layout, timelines."""

import pytest

from tapstack.findings.drilled import Figure, Moment, Trial
from tapstack.findings.picture import Dependency, PlacedResource
from tapstack.report.html.assets import script
from tapstack.report.html.environment import linked
from tapstack.report.html.excerpt import excerpt
from tapstack.report.html.graph.columns import ROWS, columns
from tapstack.report.html.ids import Ids
from tapstack.report.html.timelines import figure, timeline
from tapstack.report.html.tokens import verdicts, word
from tests.unit.report.samples import FAILED


def test_an_excerpt_is_three_lines_around_without_their_common_margin() -> None:
    lines = [f"    line {number}" for number in range(1, 20)]
    found = excerpt(lines, 10, 5)
    assert [one.number for one in found] == [7, 8, 9, 10, 11, 12, 13]
    assert [(one.before, one.mark, one.after) for one in found if one.here] == [("", "line", " 10")]
    assert found[0].before == "line 7"


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ('{"a": "b c"}', 7, ('{"a": ', '"b c"', "}")),
        ("a: b", 4, ("a: ", "b", "")),
        ("a: b", 99, ("a: b", "", "")),
        ("", 1, ("", "", "")),
    ],
)
def test_what_stands_at_the_column_is_marked(text: str, column: int, expected: tuple[str, str, str]) -> None:
    (line,) = excerpt([text], 1, column)
    assert (line.before, line.mark, line.after) == expected


def test_of_a_long_line_what_is_near_the_place_is_shown() -> None:
    (line,) = excerpt(["x " * 5_000 + '"here": 1' + " y" * 5_000], 1, 10_001)
    assert line.mark == '"here"'
    assert line.before.startswith("…") and line.after.endswith("…")
    assert len(line.before) + len(line.mark) + len(line.after) < 160


@pytest.mark.parametrize("line", [None, 0, 3])
def test_a_place_outside_has_no_excerpt(line: int | None) -> None:
    assert excerpt(["a", "b"], line, 1) == []


def test_ids_are_readable_and_each_once() -> None:
    ids = Ids()
    assert ids("control", "ENC-01") == "control-ENC-01"
    assert ids("r", "a b") == "r-a-b"
    assert ids("r", "a/b") == "r-a-b--2"
    assert ids("r", "a b") == "r-a-b"
    assert ids("r", "a b", beside="other file") == "r-a-b--3"
    assert ids("r", '"><script>') == "r--script-"
    assert len(ids("r", "x" * 500)) <= 80


@pytest.mark.parametrize(("one", "other"), [("a b", "a+b"), ("a:b", "a;b"), ("", " "), ("\ud800", "x")])
def test_texts_that_differ_are_different_words(one: str, other: str) -> None:
    assert word(one) != word(other)
    assert not set(" :\"'<") & set(word(one))


def test_what_holds_for_all_regions_holds_in_each() -> None:
    assert verdicts([FAILED._replace(region=None)], ["west", "east"]) == "east:FAIL west:FAIL"
    assert verdicts([FAILED], ["west"]) == "us-east-1:FAIL"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.example/b?c=d&e.", "https://a.example/b?c=d&amp;e"),
        ("(http://a.example/x)", "http://a.example/x"),
        ('https://a.example/"onclick="x', "https://a.example/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
    ],
)
def test_addresses_of_web_pages_are_links_and_nothing_else_is(text: str, address: str | None) -> None:
    found = str(linked(text))
    assert ("<a " in found) == (address is not None)
    assert address is None or f'href="{address}"' in found
    assert '"onclick' not in found.replace("&#34;", "")


def test_what_is_needed_stands_left_of_what_needs_it_and_no_two_share_a_cell() -> None:
    names = [f"N{number}" for number in range(60)]
    resources = [PlacedResource("r", name, "T", 1 + (number > 40), 1) for number, name in enumerate(names)]
    needs = [Dependency("r", f"N{number}", "N3", "Ref") for number in range(41, 60)]
    cells = columns(resources, needs)
    assert len(set(cells.values())) == 60
    assert max(row for _, row in cells.values()) < ROWS
    assert all(cells[one.dependent][0] > cells[one.dependency][0] for one in needs)


def test_what_waits_for_itself_comes_last() -> None:
    resources = [PlacedResource("r", "Loop", "T", None, 1), PlacedResource("r", "A", "T", 1, 1)]
    assert columns(resources, [Dependency("r", "Loop", "Loop", "Ref")]) == {"A": (0, 0), "Loop": (1, 0)}


def test_a_resource_stands_about_as_high_as_what_it_needs() -> None:
    resources = [PlacedResource("r", name, "T", step, 1) for step, name in ((1, "A"), (1, "B"), (2, "C"), (2, "D"))]
    needs = [Dependency("r", "C", "B", "Ref"), Dependency("r", "D", "A", "Ref")]
    cells = columns(resources, needs)
    assert cells["D"][1] < cells["C"][1]


def test_a_timeline_runs_from_left_to_right_with_a_row_for_each_lane_and_few_ticks() -> None:
    moments = (Moment(0, "", "drill", "a"), Moment(5_000, "west", "x", "b"), Moment(9_000, "", "producers", "c"))
    drawn = timeline(Trial(moments), ["east", "west"])
    assert [one.name for one in drawn.rows] == ["drill", "producers", "x"]
    assert [one.x for one in drawn.marks] == sorted(one.x for one in drawn.marks)
    assert [one.colour for one in drawn.marks] == [0, 2, 0]
    assert len(drawn.ticks) <= 11


def test_labels_do_not_cover_each_other() -> None:
    moments = tuple(Moment(second, "", "drill", "something happened") for second in (0, 1, 2, 500))
    assert [bool(one.label) for one in timeline(Trial(moments), ()).marks] == [True, False, False, True]


@pytest.mark.parametrize("end", [0, 0.5, 3, 100, 10_000, 10_000_000])
def test_no_length_of_time_has_too_many_ticks(end: float) -> None:
    assert 1 <= len(timeline(Trial((Moment(end, "", "a", "b"),)), ()).ticks) <= 21


@pytest.mark.parametrize(
    ("value", "least", "most", "limit", "inside"),
    [
        (5, 0, 10, None, True),
        (5, 0, 10, 4, False),
        (11, 0, 10, None, False),
        (-1, 0, 10, None, False),
        (None, 0, 10, None, False),
        (5, None, None, None, False),
        (5, 0, None, 9, True),
    ],
)
def test_a_figure_is_inside_if_it_keeps_all_that_it_must(value, least, most, limit, inside: bool) -> None:
    assert figure(Figure("f", value, least, most, "o" if limit else "", limit))[3] is inside


def test_the_script_cannot_end_itself_and_makes_no_markup() -> None:
    text = script()
    assert "</" not in text and "<!--" not in text
    assert not [
        word for word in ("innerHTML", "outerHTML", "insertAdjacent", "eval(", "document.write") if word in text
    ]

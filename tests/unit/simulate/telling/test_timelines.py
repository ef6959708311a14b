"""Timelines of drills as pictures."""

import xml.etree.ElementTree as ET

import pytest

from tapstack.findings import InputError
from tapstack.simulate.drills.drill import Drill
from tapstack.simulate.drills.run import Result, Trial
from tapstack.simulate.expectations import Interval
from tapstack.simulate.telling.timelines import svg, write_all

SVG = "{http://www.w3.org/2000/svg}"


def result(*trials, figure=5.0):
    drill = Drill("some-drill", "Something <breaks>", lambda _: None, lambda _: {}, "what it needs")
    told = [Trial({"figures": {"RTO": figure}, "moments": list(moments)}) for moments in trials]
    return Result(drill, {"RTO": Interval(0, 10)}, tuple(told))


MOMENTS = [
    (0.0, "", "producers", "write to us-east-1"),
    (60.0, "us-east-1", "alarm", "ALARM"),
    (30.0, "", "drill", "the region is lost"),
    (90.0, "eu-central-1", "alarm", "OK"),
]


def drawn(found):
    return ET.fromstring(found)


def test_every_moment_is_a_mark_with_its_whole_text():
    picture = drawn(svg(result(MOMENTS), 0))
    titles = [title.text for title in picture.iter(f"{SVG}title")]
    assert "60.0 s us-east-1 alarm: ALARM" in titles
    assert len(list(picture.iter(f"{SVG}circle"))) == len(MOMENTS)


def test_what_the_drill_does_stands_first_and_each_region_on_its_own_row():
    picture = drawn(svg(result(MOMENTS), 0))
    marks = {}
    for group in picture.iter(f"{SVG}g"):
        marks[group.find(f"{SVG}title").text] = float(group.find(f"{SVG}circle").get("cy"))
    rows = sorted(marks, key=marks.get)
    assert [row.split(" s ")[1] for row in rows] == [
        " drill: the region is lost",
        " producers: write to us-east-1",
        "us-east-1 alarm: ALARM",
        "eu-central-1 alarm: OK",
    ]


def test_later_moments_stand_further_right():
    picture = drawn(svg(result(MOMENTS), 0))
    places = {}
    for group in picture.iter(f"{SVG}g"):
        seconds = float(group.find(f"{SVG}title").text.split()[0])
        places[seconds] = float(group.find(f"{SVG}circle").get("cx"))
    assert list(dict(sorted(places.items())).values()) == sorted(places.values())


def test_a_drill_that_failed_says_why():
    text = svg(result(MOMENTS, figure=50.0), 0)
    assert "FAIL  some-drill" in text
    assert "RTO is 50, expected 0 to 10" in text


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "]]>&\"'", "\x1b[31m", "a" * 500])
def test_hostile_text_stays_text(hostile):
    picture = drawn(svg(result([(1.0, hostile, hostile, hostile)]), 0))
    assert not list(picture.iter(f"{SVG}script"))


def test_secrets_are_not_drawn():
    assert "hunter2" not in svg(result([(1.0, "", "drill", "the password is hunter2")]), 0, frozenset({"hunter2"}))


def test_a_drill_without_moments_is_drawn_too():
    picture = drawn(svg(result([]), 0))
    assert picture.tag == f"{SVG}svg"
    assert not list(picture.iter(f"{SVG}circle"))


def test_several_trials_have_pictures_of_their_own(tmp_path):
    write_all([result(MOMENTS), result(MOMENTS, MOMENTS)], str(tmp_path / "new"), frozenset())
    assert sorted(one.name for one in (tmp_path / "new").iterdir()) == [
        "some-drill-1.svg",
        "some-drill-2.svg",
        "some-drill.svg",
    ]


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="file"):
        write_all([result(MOMENTS)], str(tmp_path / "file"), frozenset())

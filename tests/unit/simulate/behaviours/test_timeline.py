"""What happened when."""


def test_moments_are_kept_in_order_with_their_time_and_place(life):
    life.timeline.note("a", "begins", "us-east-1")
    life.clock.run(90)
    life.timeline.note("b", "ends")
    found = [tuple(moment) for moment in life.timeline.moments if moment.lane in ("a", "b")]
    assert found == [(0.0, "us-east-1", "a", "begins"), (90.0, "", "b", "ends")]

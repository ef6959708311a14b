import pytest

from tapstack.endpoint.formation.pages import page
from tapstack.simulate.engine import StackError


def walked(items, size):
    shown, more = page(items, None, size)
    pages = [shown]
    while more:
        shown, more = page(items, more["NextToken"], size)
        pages.append(shown)
    return pages


def test_pages_hold_everything_once():
    assert walked(list(range(7)), 3) == [[0, 1, 2], [3, 4, 5], [6]]


def test_a_whole_page_has_no_successor():
    assert walked(list(range(3)), 3) == [[0, 1, 2]]


def test_what_came_to_the_front_since_is_not_shown_again():
    _, more = page(["c", "b", "a"], None, 1)
    assert page(["e", "d", "c", "b", "a"], more["NextToken"], 5) == (["b", "a"], {})


@pytest.mark.parametrize("token", ["nonsense", "eA==", "é"])
def test_a_token_of_nobody_is_refused(token):
    with pytest.raises(StackError, match="Invalid NextToken"):
        page([1, 2], token, 1)

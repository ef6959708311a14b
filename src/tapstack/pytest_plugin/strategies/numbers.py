"""Texts of numbers within bounds: integers, decimals, and the bounds themselves."""

from decimal import Decimal, localcontext

from hypothesis import strategies as st

from tapstack.pytest_plugin.strategies.supply import Supply
from tapstack.template.declaration import Declaration

_LARGE = 30
_RANGE = 10**6


def numbers(declaration: Declaration) -> Supply:
    """The numbers between MinValue and MaxValue, or around the one that is given, or around zero."""
    least, most = _bounds(declaration)
    edges = tuple(dict.fromkeys(written(bound) for bound in (least, most)))
    found, examples = [], list(edges)
    for places in (0, _places(least, most)):
        scaled = _scaled(least, most, places)
        if scaled is not None:
            found.append(_decimals(*scaled, places))
            examples += [written(Decimal(number).scaleb(-places)) for number in scaled]
    return Supply(st.one_of(*found, st.sampled_from(edges)), tuple(dict.fromkeys(examples)))


def written(number: Decimal) -> str:
    """A number as CloudFormation takes it, without an exponent where it is of a size that people write out."""
    size = number.adjusted() if number else 0
    exponent = number.as_tuple().exponent
    short = isinstance(exponent, int) and abs(size) <= _LARGE and abs(exponent) <= _LARGE
    return format(number, "f") if short else str(number)


def step(number: Decimal) -> Decimal:
    """The smallest step that people would take from a bound: one of its last place, at most 1."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) and exponent >= -_LARGE else Decimal(1)


def _bounds(declaration: Declaration) -> tuple[Decimal, Decimal]:
    least, most = declaration.min_value, declaration.max_value
    if least is None:
        least = Decimal(-_RANGE) if most is None else most - _RANGE
    return least, least + 2 * _RANGE if most is None else most


def _places(least: Decimal, most: Decimal) -> int:
    exponents = [number.as_tuple().exponent for number in (least, most)]
    return max(2, *(-exponent for exponent in exponents if isinstance(exponent, int)))


def _scaled(least: Decimal, most: Decimal, places: int) -> tuple[int, int] | None:
    """The bounds in units of the last place; None where there is nothing between them, or too much to write out."""
    if places > _LARGE or max(abs(least), abs(most)).adjusted() > _LARGE:
        return None
    with localcontext(prec=4 * _LARGE):
        low, high = least.scaleb(places), most.scaleb(places)
        bounds = int(low.to_integral_value("ROUND_CEILING")), int(high.to_integral_value("ROUND_FLOOR"))
    return bounds if bounds[0] <= bounds[1] else None


def _decimals(low: int, high: int, places: int) -> st.SearchStrategy[str]:
    def text(number: int) -> str:
        with localcontext(prec=4 * _LARGE):
            return written(Decimal(number).scaleb(-places))

    return st.integers(low, high).map(text)

"""ROUTE53-011: a place is a continent or a country, and a state is one of a country that has them."""

from collections.abc import Iterator

from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_CONTINENTS = ("AF", "AN", "AS", "EU", "NA", "OC", "SA")


def _place(record: Property, _: View) -> Iterator[Fault]:
    place = record["GeoLocation"]
    if not place.given:
        return
    continent, country = place["ContinentCode"], place["CountryCode"]
    if continent.given == country.given:
        yield Fault(place, "GeoLocation has not exactly one of ContinentCode and CountryCode.")
    if continent.given and not continent.is_in(*_CONTINENTS):
        yield Fault(continent, f"{continent.shown} is no continent.")
    if place.has("SubdivisionCode") and not country.is_in("US", "UA"):
        yield Fault(place["SubdivisionCode"], f"There are no states of {country.shown or 'a continent'} to route by.")


TRUTH = Truth(
    id="ROUTE53-011",
    title="A GeoLocation is one continent or one country; states are those of the US and Ukraine",
    why="Route 53 refuses the change: InvalidInput, and the stack fails.",
    fix="Give ContinentCode alone, or CountryCode (* for everywhere else) with SubdivisionCode for US or UA.",
    source="botocore route53 GeoLocation (ContinentCode not with the others; SubdivisionCode needs a country); Amazon"
    " Route 53 Developer Guide: Values for geolocation records",
    about=ABOUT,
    judge=each_record(_place),
)

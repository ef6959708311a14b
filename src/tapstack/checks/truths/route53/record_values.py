"""ROUTE53-008: values of records have the form of their type."""

import re
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.route53.each_record import each_record
from tapstack.checks.truths.route53.records import ABOUT, values
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN

_STRINGS = re.compile(r'\s*"(?:[^"\\]|\\.)*"(?:\s+"(?:[^"\\]|\\.)*")*\s*', re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)


def _text(text: str) -> str:
    """What is wrong with a text in quotes, which may stand for tokens of any length."""
    if not _STRINGS.fullmatch(text):
        return "is not in double quotes"
    long = [part for part in _STRING.findall(text) if len(TOKEN.sub("", re.sub(r"\\(\d{3}|.)", "x", part))) > 255]
    return "has a string of more than 255 characters" if long else ""


def _address(kind: type) -> Callable[[str], str]:
    def wrong(text: str) -> str:
        try:
            fits = isinstance(ip_address(text), kind)
        except ValueError:
            fits = False
        return "" if fits else f"is no {kind.__name__.removesuffix('Address')} address"

    return wrong


def _form(expression: str, words: str) -> Callable[[str], str]:
    return lambda text: "" if re.fullmatch(expression, text) else f"is not of the form {words}"


_FORMS = {
    "TXT": _text,
    "SPF": _text,
    "A": _address(IPv4Address),
    "AAAA": _address(IPv6Address),
    "MX": _form(r"\d{1,5}\s+\S+", "priority and host"),
    "SRV": _form(r"\d{1,5}\s+\d{1,5}\s+\d{1,5}\s+\S+", "priority, weight, port and host"),
    "CAA": _form(r'\d{1,3}\s+[a-zA-Z0-9]+\s+".*"', "flags, tag and a value in quotes"),
}


def _values(record: Property, _: View) -> Iterator[Fault]:
    wrong = _FORMS.get(record["Type"].text)
    if wrong and record.has("ResourceRecords"):
        yield from one_by_one(values(record), lambda value: _value(value, wrong))


def _value(value: Property, wrong: Callable[[str], str]) -> Iterator[Fault]:
    text = value.pattern if wrong is _text and TOKEN.fullmatch(value.pattern) is None else value.text
    if why := wrong(text):
        yield Fault(value, f"The value {value.shown} {why}.")


TRUTH = Truth(
    id="ROUTE53-008",
    title="Values of a record have the form of its type: texts in quotes, addresses, priorities",
    why="Route 53 refuses the change: InvalidChangeBatch, invalid resource record, and the stack fails.",
    fix='Put texts of TXT in double quotes, at most 255 characters each: "\\"value\\"" in JSON.',
    source="Route 53 Developer Guide"
    " (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html): the form of"
    " each type's values",
    about=ABOUT,
    judge=each_record(_values),
)

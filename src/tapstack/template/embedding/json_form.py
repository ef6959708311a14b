"""Code in a JSON template: Fn::Join of a list with a line of the source in each line."""

import json

from tapstack.template.embedding.edit import Edit, Spot


def json_edit(spot: Spot, text: str) -> Edit:
    """Puts ``text`` in the place of the value of the key at ``spot``."""
    start, stop = _value(spot.text, spot.offset)
    return Edit(start, stop, join(spot, text))


def join(spot: Spot, text: str) -> str:
    """The Fn::Join of a text; a final line feed is an empty last item."""
    items = f",{spot.line_break}".join(
        spot.indent + spot.step + json.dumps(line, ensure_ascii=False) for line in text.split("\n")
    )
    return f'{{"Fn::Join": ["\\n", [{spot.line_break}{items}{spot.line_break}{spot.indent}]]}}'


def _value(text: str, key: int) -> tuple[int, int]:
    decoder = json.JSONDecoder()
    _name, end = decoder.raw_decode(text, key)
    start = text.index(":", end) + 1
    while text[start].isspace():
        start += 1
    _old, stop = decoder.raw_decode(text, start)
    return start, stop

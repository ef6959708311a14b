"""What embedding would change in one template: decided as a whole, before anything is written."""

import json
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from tapstack.findings import InputError, Problem
from tapstack.template.embedding.compare import Comparison, compare, faults, literal
from tapstack.template.embedding.edit import Edit, Spot, edited
from tapstack.template.embedding.functions import functions, refused
from tapstack.template.embedding.json_form import json_edit
from tapstack.template.embedding.sources import MOST_BYTES
from tapstack.template.file_bytes import shown
from tapstack.template.load import loads, read
from tapstack.template.model import Template

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Plan:
    """A template beside the sources that it names, and how many of its functions name none.

    ``content`` is the file with all sources in it, None where nothing differs.
    """

    template: Template
    compared: Sequence[Comparison]
    without_source: int
    content: bytes | None

    @property
    def problems(self) -> list[Problem]:
        """What is wrong as it stands."""
        return [problem for found in self.compared for problem in faults(self.template, found)]


def plan(file: str) -> Plan:
    """The plan for the template in ``file``. InputError where a source cannot be embedded."""
    data = read(file)
    template = loads(data, shown(file))
    compared = [compare(template, function) for function in functions(template)]
    known = [found for found in compared if found is not None]
    differing = [found for found in known if found.differs]
    content = _content(template, differing, data.startswith(_BOM)) if differing else None
    return Plan(template, known, len(compared) - len(known), content)


def _content(template: Template, differing: Sequence[Comparison], marked: bool) -> bytes:
    text = edited(template.text, _edits(template, differing))
    content = (_BOM if marked else b"") + text.encode()
    if len(content) > MOST_BYTES:
        message = f"with its sources the template has {len(content):,} bytes; CloudFormation takes at most 1,000,000."
        raise InputError(message, remedy="Shorten a source, or split the template.", file=template.file)
    if not _means(text, template, differing):
        message = "the source cannot be embedded without changing something else."
        remedy = "Write ZipFile once, under its own key, without anchor, alias or merge key."
        raise refused(template, differing[0].function.code_path, message, remedy)
    return content


def _edits(template: Template, differing: Sequence[Comparison]) -> list[Edit]:
    if _is_json(template.text):
        return [json_edit(Spot(template, found.function.code_path), found.text) for found in differing]
    from tapstack.template.embedding.yaml_form import yaml_edit  # a JSON template needs no YAML library

    return [yaml_edit(Spot(template, found.function.code_path), found.text) for found in differing]


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _means(text: str, template: Template, differing: Sequence[Comparison]) -> bool:
    """Whether the new text, read as it will be, is the template with the sources in it and nothing else changed."""
    try:
        written = deepcopy(loads(text, template.file).body)
    except InputError:
        return False
    wanted = deepcopy(template.body)
    for found in differing:
        code = _code(written, found)
        code["ZipFile"] = literal(code.get("ZipFile"))
        _code(wanted, found)["ZipFile"] = found.text
    return written == wanted


def _code(body: Any, found: Comparison) -> Any:
    """The mapping in which the code of a function stands."""
    for step in found.function.code_path[:-1]:
        body = body[step]
    return body

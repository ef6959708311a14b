"""Path -> bytes -> text -> Template."""

from dataclasses import replace
from pathlib import Path, PurePath

from tapstack.findings import InputError, Problem, Status
from tapstack.template import checks, limits
from tapstack.template.decode import check_text, decode
from tapstack.template.file_bytes import read_bytes, shown
from tapstack.template.json_text import parse_json
from tapstack.template.model import Template

_YAML_SUFFIXES = (".yaml", ".yml")


def load(path: str | Path) -> Template:
    """The template in a file; InputError where the file cannot be read or nothing can be built from it."""
    return loads(read(path), shown(path))


def read(path: str | Path) -> bytes:
    """The bytes of a template file. InputError where it cannot be read or has more than any template."""
    return read_bytes(path, "a template file", limits.MAX_FILE_BYTES, _too_large)


def loads(text: str | bytes, file: str) -> Template:
    """The template of a text; ``file`` names it in messages and tells JSON from YAML where the text is neither."""
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > limits.MAX_FILE_BYTES:
        raise _too_large(size, file)
    decoded = decode(text, file) if isinstance(text, bytes) else check_text(text, file)
    suffix = PurePath(file).suffix.lower()
    parse = _json_first if decoded.lstrip().startswith("{") else _yaml_first
    template = parse(decoded, file, size, suffix)
    limits.check_sections(template)
    return template


def _json_first(text: str, file: str, size: int, suffix: str) -> Template:
    try:
        return parse_json(text, file, size)
    except InputError:
        if suffix not in _YAML_SUFFIXES:
            raise
        return _flow_yaml(text, file, size)


def _flow_yaml(text: str, file: str, size: int) -> Template:
    template = _parse_yaml(text, file, size)
    message = "YAML in braces that is not JSON"
    problem = Problem(checks.YAML_IN_BRACES, (), message, status=Status.UNKNOWN)
    return replace(template, problems=(problem, *template.problems))


def _yaml_first(text: str, file: str, size: int, suffix: str) -> Template:
    try:
        return _parse_yaml(text, file, size)
    except InputError:
        if suffix == ".json":
            parse_json(text, file, size)
        raise


def _parse_yaml(text: str, file: str, size: int) -> Template:
    # A JSON template needs no YAML library, whose import takes longer than the reading.
    from tapstack.template.yaml_text import parse_yaml

    return parse_yaml(text, file, size)


def _too_large(size: int, file: str) -> InputError:
    message = f"{size:,} bytes; CloudFormation takes at most 1,000,000."
    return InputError(message, remedy="Give a template, or split it into nested stacks.", file=file)

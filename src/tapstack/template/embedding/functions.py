"""Which resources of a template carry code, and which source each names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tapstack.findings import InputError, TemplatePath, did_you_mean
from tapstack.template.model import Template

_LOOP = "Fn::ForEach::"
_EXAMPLE = '{"tapstack": {"source": "functions/handler.py"}}'


@dataclass(frozen=True, slots=True)
class Function:
    """A resource with code in the template or with metadata of ours; ``path`` leads to it."""

    name: str
    path: TemplatePath
    body: dict[str, Any]

    @property
    def source_path(self) -> TemplatePath:
        """Where its source is named."""
        return (*self.path, "Metadata", "tapstack", "source")

    @property
    def code_path(self) -> TemplatePath:
        """Where its code stands."""
        return (*self.path, "Properties", "Code", "ZipFile")

    def value_of(self, name: str) -> Any:
        """The value of one of its properties, None where there is none."""
        return _member(self.body.get("Properties"), name)

    @property
    def code(self) -> Any:
        """The value of ``ZipFile``, None where there is none."""
        return _member(self.value_of("Code"), "ZipFile")


def functions(template: Template) -> list[Function]:
    """The functions in the order of the template, those of Fn::ForEach once for each loop."""
    return [found for found in _resources(template.section("Resources"), ("Resources",)) if _concerns(found)]


def named(template: Template) -> list[str]:
    """The texts that the template names as sources, whether they can be embedded or not."""
    found = (_member(_metadata(function), "source") for function in functions(template))
    return [name for name in found if isinstance(name, str)]


def source_name(template: Template, function: Function) -> str | None:
    """The source that a function names, None where it has no metadata of ours. Raises InputError."""
    metadata = _metadata(function)
    if metadata is None:
        return None
    path = function.source_path[:-1]
    if not isinstance(metadata, dict) or not isinstance(metadata.get("source", ""), str):
        at = path if not isinstance(metadata, dict) else function.source_path
        raise refused(template, at, f"{function.name}: the source is not named by a text.", f"Write {_EXAMPLE}.")
    for key in metadata:
        if key != "source":
            message = f"{function.name}: unknown key {key!r} in the metadata of tapstack."
            raise refused(template, (*path, key), message, did_you_mean(key, ("source",)))
    if not metadata.get("source"):
        raise refused(template, path, f"{function.name}: no source is named.", f"Write {_EXAMPLE}.")
    _check_place(template, function)
    return str(metadata["source"])


def refused(template: Template, path: TemplatePath, message: str, remedy: str) -> InputError:
    """The error about what stands at ``path`` of the template."""
    line, column = template.position(path)
    return InputError(message, remedy=remedy, file=template.file, line=line, column=column)


def _check_place(template: Template, function: Function) -> None:
    """InputError where the function has no ``Code.ZipFile`` that a source could be written into."""
    code = function.value_of("Code")
    keys = code if isinstance(code, dict) else {}
    if "ImageUri" in keys or function.value_of("PackageType") == "Image":
        raise _no_place(template, function, "its code is a container image")
    if found := next((key for key in keys if key.startswith("S3")), None):
        raise _no_place(template, function, f"its code comes from S3 ({found})")
    if "ZipFile" not in keys:
        raise _no_place(template, function, "it has no Code.ZipFile to embed the source into")


def _no_place(template: Template, function: Function, why: str) -> InputError:
    remedy = 'Write "Code": {"ZipFile": ""} in its Properties, or remove the source from its Metadata.'
    return refused(template, function.source_path, f"{function.name} names a source, but {why}.", remedy)


def _resources(members: dict[str, Any], path: TemplatePath) -> Iterator[Function]:
    for name, body in members.items():
        if name.startswith(_LOOP) and isinstance(body, list):
            yield from _loop(body, (*path, name))
        elif isinstance(body, dict):
            yield Function(name, (*path, name), body)


def _loop(body: list[Any], path: TemplatePath) -> Iterator[Function]:
    if body and isinstance(body[-1], dict):
        yield from _resources(body[-1], (*path, len(body) - 1))


def _concerns(function: Function) -> bool:
    return _metadata(function) is not None or _member(function.value_of("Code"), "ZipFile") is not None


def _metadata(function: Function) -> Any:
    return _member(function.body.get("Metadata"), "tapstack")


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None

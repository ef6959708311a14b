"""Which macros process the template before CloudFormation reads it, and what may then stand in it."""

from dataclasses import dataclass
from typing import Any

from tapstack.findings.similar import nearest

LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions"
_INCLUDE = "AWS::Include"
_SERVERLESS = "AWS::Serverless-"
_KEEP_THE_SHAPE = ("AWS::CodeDeployBlueGreen", "AWS::CodeStar", "AWS::SecretsManager-", "AWS::ServiceCatalog")


@dataclass(frozen=True, slots=True)
class Transforms:
    """``names`` in the order of processing; ``foreign`` if one of them may put anything anywhere.

    Source: the Transform reference of the user guide. ``AWS::Include`` inserts whole snippets, so that it is foreign.
    """

    names: tuple[str, ...]
    language_extensions: bool
    serverless: bool
    foreign: bool

    @property
    def additions(self) -> tuple[str, ...]:
        """AWS's own transforms, which add to a template and replace only what is theirs."""
        return tuple(name for name in self.names if name != LANGUAGE_EXTENSIONS and _adds(name))

    @property
    def macros(self) -> tuple[str, ...]:
        """The others, which may change anything."""
        return tuple(name for name in self.names if name != LANGUAGE_EXTENSIONS and not _adds(name))


def read_transforms(body: dict[str, Any]) -> Transforms:
    """The template-level macros: of ``Transform``, and of ``Fn::Transform`` beside the sections."""
    names = tuple(_names(body.get("Transform")))
    return Transforms(
        names,
        LANGUAGE_EXTENSIONS in names,
        any(name.startswith(_SERVERLESS) for name in names),
        "Fn::Transform" in body or not all(map(_keeps_the_shape, names)),
    )


def misspelt(name: str) -> str | None:
    """The transform of AWS that is meant by a name which is almost one; None for AWS's own and for others' macros."""
    if not name.startswith("AWS::") or name == LANGUAGE_EXTENSIONS or _adds(name):
        return None
    return nearest(name, (LANGUAGE_EXTENSIONS, _INCLUDE, f"{_SERVERLESS}2016-10-31", *_KEEP_THE_SHAPE))


def _adds(name: str) -> bool:
    return name == _INCLUDE or _keeps_the_shape(name)


def _keeps_the_shape(name: str) -> bool:
    return name == LANGUAGE_EXTENSIONS or name.startswith((_SERVERLESS, *_KEEP_THE_SHAPE))


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        name = value.get("Name", value.get("Fn::Transform"))
        return [name] if isinstance(name, str) else []
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    return []

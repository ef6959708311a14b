"""The Transform section: what may still be changed or added before the stack is made.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.template.model import Template

_EXTENSIONS = "AWS::LanguageExtensions"
_ADDING = ("AWS::Serverless-", "AWS::SecretsManager-", "AWS::CodeDeployBlueGreen", "AWS::Include", "AWS::ServiceCatalog")


@dataclass(frozen=True, slots=True)
class Transforms:
    """``extended``: AWS::LanguageExtensions is on. ``adding``: AWS's own transforms, which add to a template
    and replace only what is theirs. ``opaque``: macros, which may change anything.
    """

    extended: bool
    adding: tuple[str, ...]
    opaque: tuple[str, ...]

    @classmethod
    def of(cls, template: Template) -> Transforms:
        """Those that the template names."""
        names = [_name(entry) for entry in _listed(template.body.get("Transform"))]
        others = [name for name in names if name and name != _EXTENSIONS]
        adding = tuple(name for name in others if name.startswith(_ADDING))
        return cls(_EXTENSIONS in names, adding, tuple(name for name in others if name not in adding))

    @property
    def may_add(self) -> bool:
        """Whether names may come to be declared that the template does not declare."""
        return bool(self.adding or self.opaque)


def _listed(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else [raw]


def _name(entry: Any) -> str:
    name = entry.get("Name") if isinstance(entry, dict) else entry
    return name if isinstance(name, str) else ""

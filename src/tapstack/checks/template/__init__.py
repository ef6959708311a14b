"""The template layer: what the template's own text, parameters, functions and references are guilty of."""

from tapstack.checks.template.layer import run

__all__ = ["run"]

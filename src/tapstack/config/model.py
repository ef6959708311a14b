"""The configuration as the rest of the tool sees it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class ConfiguredTemplate:
    """One of our own templates: ``path`` as a path from the current directory, and its parameters as text."""

    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything configured; without a file, everything is empty and ``file`` is None.

    ``parameters`` of a template are the common ones overridden by its own. ``regions`` are in the order
    of deployment; ``rules``, ``waivers`` and ``controls`` are paths from the current directory. ``digest`` is the
    SHA-256 of the file's text, for cache keys. ``deploy`` says how the StackSet is named, and where it goes.
    """

    file: Path | None = None
    digest: str = ""
    templates: tuple[ConfiguredTemplate, ...] = ()
    regions: tuple[str, ...] = ()
    account_id: str | None = None
    zones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    waivers: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    externals: Mapping[str, Any] = field(default_factory=dict)
    objectives: Mapping[str, Any] = field(default_factory=dict)
    deploy: Mapping[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The folder of the configuration file, or the current directory."""
        return self.file.parent if self.file else Path.cwd()

    def template(self, path: str) -> ConfiguredTemplate | None:
        """The configured template that ``path`` names, however it is written, or None for a foreign one."""
        wanted = os.path.realpath(path)
        return next((entry for entry in self.templates if os.path.realpath(entry.path) == wanted), None)

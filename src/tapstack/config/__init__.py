"""What the user configured, in ``tapstack.toml`` or ``[tool.tapstack]`` of ``pyproject.toml``."""

from tapstack.config.model import Configuration, ConfiguredTemplate
from tapstack.config.read import configuration, read

__all__ = ["Configuration", "ConfiguredTemplate", "configuration", "read"]

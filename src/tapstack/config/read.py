"""From the configuration file to a Configuration."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tapstack.config.find import SHARED, find, shown
from tapstack.config.kinds import CONFIGURATION, DEPLOY, TEMPLATE, Kind
from tapstack.config.lines import line_of
from tapstack.config.model import Configuration, ConfiguredTemplate
from tapstack.findings import InputError, did_you_mean


def read(start: Path | None = None) -> Configuration:
    """The configuration nearest upward from ``start`` (the current directory), or an empty one.

    Raises InputError with file and line for unknown keys and wrong types.
    """
    found = find((start or Path.cwd()).resolve())
    return configuration(*found) if found else Configuration()


def configuration(file: Path, text: str, table: Mapping[str, Any]) -> Configuration:
    """The Configuration that ``table``, read from ``text`` of ``file``, describes."""
    reader = _Reader(file, text)
    reader.check(table, CONFIGURATION, ())
    for number, region in enumerate(regions := table.get("regions", [])):
        if region in regions[:number]:
            reader.refuse(f"The region {region!r} is named twice.", "Name it once.", ("regions",))
    reader.check(table.get("deploy", {}), DEPLOY, ("deploy",))
    common = table.get("parameters", {})
    return Configuration(
        file=file,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        templates=_templates(reader, table.get("templates", []), common),
        regions=tuple(regions),
        account_id=table.get("account_id"),
        zones={region: tuple(names) for region, names in table.get("zones", {}).items()},
        rules=tuple(shown(file.parent / path) for path in _texts(table.get("rules", ()))),
        waivers=_files(reader, "waivers", _texts(table.get("waivers", ()))),
        controls=_files(reader, "controls", _texts(table.get("controls", ()))),
        externals=table.get("externals", {}),
        objectives=table.get("objectives", {}),
        deploy=table.get("deploy", {}),
    )


class _Reader:
    """Says at which line of the file an entry is wrong."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.text = text
        self.prefix = ("tool", "tapstack") if file.name == SHARED else ()

    def check(self, table: Mapping[str, Any], kinds: Mapping[str, Kind], path: tuple[str | int, ...]) -> None:
        for key, value in table.items():
            if key not in kinds:
                self.refuse(f"Unknown key {key!r}.", did_you_mean(key, kinds), (*path, key))
            expected, fits = kinds[key]
            if not fits(value):
                self.refuse(f"{key!r} is not {expected}.", f"Write {expected}.", (*path, key))

    def refuse(self, message: str, remedy: str, path: tuple[str | int, ...]) -> None:
        raise InputError(message, remedy=remedy, file=shown(self.file), line=line_of(self.text, (*self.prefix, *path)))


def _templates(
    reader: _Reader, tables: list[dict[str, Any]], common: Mapping[str, Any]
) -> tuple[ConfiguredTemplate, ...]:
    found: dict[str, ConfiguredTemplate] = {}
    for number, table in enumerate(tables):
        template = _template(reader, number, table, common)
        if os.path.realpath(template.path) in found:
            reader.refuse(
                f"The template {template.path!r} is named twice.", "Name it once.", ("templates", number, "path")
            )
        found[os.path.realpath(template.path)] = template
    return tuple(found.values())


def _template(reader: _Reader, number: int, table: dict[str, Any], common: Mapping[str, Any]) -> ConfiguredTemplate:
    reader.check(table, TEMPLATE, ("templates", number))
    if "path" not in table:
        reader.refuse("A template has no 'path'.", "Name its file.", ("templates", number))
    given = {**common, **table.get("parameters", {})}
    parameters = {name: as_text(value) for name, value in given.items()}
    return ConfiguredTemplate(shown(reader.file.parent / table["path"]), parameters)


def _files(reader: _Reader, key: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for path in paths:
        file = shown(reader.file.parent / path)
        if os.path.realpath(file) in found:
            reader.refuse(f"The file {path!r} is named twice.", "Name it once.", (key,))
        found[os.path.realpath(file)] = file
    return tuple(found.values())


def as_text(value: Any) -> str:
    """A parameter value as CloudFormation receives it: ``true``, ``1``, a list joined by commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(as_text, value)) if isinstance(value, list) else str(value)


def _texts(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)

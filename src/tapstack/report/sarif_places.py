"""Where a finding is, in SARIF's terms."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from tapstack.findings import Finding
from tapstack.findings.source_root import project_path, source_root
from tapstack.report.pointer import pointer

ROOT = "%SRCROOT%"


class Places:
    """Knows the run's one source root: that of the first of ``files`` that has one."""

    def __init__(self, files: Sequence[str]) -> None:
        self._root = next((root for root in map(source_root, files) if root is not None), None)
        self._artifacts: dict[str, dict[str, str]] = {}

    def artifact(self, file: str) -> dict[str, str]:
        """The artifactLocation: relative to the source root below it, else a ``file`` URI."""
        if file not in self._artifacts:
            self._artifacts[file] = self._artifact(file)
        return self._artifacts[file]

    def _artifact(self, file: str) -> dict[str, str]:
        root = source_root(file)
        if root is not None and root == self._root:
            return {"uri": _encoded(project_path(file)), "uriBaseId": ROOT}
        return {"uri": "file://" + _encoded((PurePath(root or "/") / project_path(file)).as_posix())}

    def physical(self, file: str, line: int | None, column: int | None = None) -> dict[str, Any]:
        """The physicalLocation; without a region where no line is known."""
        place: dict[str, Any] = {"artifactLocation": self.artifact(file)}
        if line is not None:
            place["region"] = {"startLine": line, **({"startColumn": column} if column is not None else {})}
        return place

    def location(self, finding: Finding) -> dict[str, Any]:
        """The location of ``finding``, in the file and in the template."""
        logical = _logical(finding)
        place = {"physicalLocation": self.physical(finding.file, finding.line, finding.column)}
        return {**place, "logicalLocations": [logical]} if logical else place


def _logical(finding: Finding) -> dict[str, str]:
    """The resource; else the member of the template that the path leads to; nothing for the whole template."""
    names = {"fullyQualifiedName": pointer(finding.path)} if finding.path else {}
    if finding.resource:
        return {"name": finding.resource, **names, "kind": "resource"}
    return names


def _encoded(path: str) -> str:
    """Percent-encoded bytes of the name as the file system has it."""
    try:
        return quote(path, errors="surrogateescape")
    except UnicodeEncodeError:  # no file has such a name
        return quote(path, errors="backslashreplace")

"""Results of earlier runs on disk. Safe to delete at any time; whatever is not whole is not there."""

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tapstack.findings import Finding
from tapstack.findings.drilled import DrillRecord
from tapstack.pipeline import drill_codec
from tapstack.pipeline.codec import decode, encode

LIMIT = 64 * 1024 * 1024
_SUFFIX = ".findings"


class Cache:
    """Entries in one folder, each a line with the hash of its body and the body.

    Processes may write at the same time: an entry appears whole, by renaming, or not at all. A folder
    that cannot be written is no error, only slow.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit

    def load(self, key: str) -> list[Finding] | None:
        """The findings stored under ``key``, or None where there is no intact entry."""
        found = self.entry(key)
        return found[0] if found else None

    def entry(self, key: str) -> tuple[list[Finding], list[DrillRecord]] | None:
        """The findings and drills stored under ``key``, or None where there is no intact entry."""
        try:
            seal, _, body = self._read(self._file(key)).partition(b"\n")
            if seal != _seal(key, body):
                return None
            findings, _, drills = body.partition(b"\n")
            return decode(findings), drill_codec.decode(drills) if drills else []
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def store(self, key: str, findings: Iterable[Finding], drills: Sequence[DrillRecord] = ()) -> None:
        """Keeps ``findings``, and ``drills`` if any, under ``key``, and forgets the oldest entries beyond the limit."""
        body = encode(findings) + (b"\n" + drill_codec.encode(drills) if drills else b"")
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._ignore_in_git()
            self._write(self._file(key), _seal(key, body) + b"\n" + body)
            self._prune()

    def _file(self, key: str) -> Path:
        return self.folder / (key + _SUFFIX)

    def _read(self, file: Path) -> bytes:
        """The content of an entry; a pipe or an endless file in its place is none."""
        with open(file, "rb", opener=lambda path, flags: os.open(path, flags | os.O_NONBLOCK)) as stream:
            status = os.fstat(stream.fileno())
            whole = stat.S_ISREG(status.st_mode) and status.st_size <= self.limit
            return stream.read() if whole else b""

    def _write(self, file: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _ignore_in_git(self) -> None:
        marker = self.folder / ".gitignore"
        if not marker.exists():
            self._write(marker, b"*\n")

    def _prune(self) -> None:
        entries = sorted(
            ((entry.stat(), entry) for entry in self.folder.glob(f"*{_SUFFIX}")),
            key=lambda item: item[0].st_mtime_ns,
            reverse=True,
        )
        size = 0
        for status, path in entries:
            size += status.st_size
            if size > self.limit:
                with contextlib.suppress(OSError):
                    path.unlink()


def folder(root: Path) -> Path:
    """``TAPSTACK_CACHE_DIR``; else ``.tapstack/cache`` in ``root``, the configuration's folder."""
    given = os.environ.get("TAPSTACK_CACHE_DIR")
    return Path(given) if given else root / ".tapstack" / "cache"


def _seal(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + body).hexdigest().encode()

"""Replaces a file at once: whoever reads it, or is interrupted, has the old content or the new one."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from tapstack.findings import InputError


def replace(file: str, content: bytes) -> None:
    """Gives ``file`` this content; its permissions and, where allowed, its owner stay. Raises InputError."""
    target = Path(os.path.realpath(file))  # a link stays a link
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            _take_after(target, name)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = f"cannot be written: {error.strerror}."
        raise InputError(message, remedy="Allow writing in its folder, and make room.", file=file) from None


def _take_after(target: Path, name: str) -> None:
    status = target.stat()
    with contextlib.suppress(PermissionError):  # only root may give a file away
        os.chown(name, status.st_uid, status.st_gid)
    shutil.copymode(target, name)

"""Writing an edition's folder in one step: readers see the former one or the whole new one, never a part.

Written beside in a hidden folder, flushed to the disk, then renamed; a replacement exchanges the two names at once.
A process that is killed leaves a hidden folder, which nobody reads and the next import removes.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from territory.editions import IMPORTED
from territory.errors import DataError

_PART = ".part"
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
_HERE, _EXCHANGE = -100, 2
"""``AT_FDCWD`` and ``RENAME_EXCHANGE`` of Linux's ``renameat2``."""


def add(code: str, files: Mapping[str, bytes], to: Path, *, replace: bool = False) -> Path:
    """Write the edition's folder, named by its code, into ``to``, which is made if need be.

    Raises ``DataError`` when it is there already and may not be replaced, ``OSError`` when it cannot be written.
    """
    if not _CODE.fullmatch(code) or code == IMPORTED:
        raise DataError("edition", "", "code", code, "des lettres minuscules, des chiffres et des tirets")
    to.mkdir(parents=True, exist_ok=True)
    target = to / code
    with _alone(to) as folder:
        if target.exists() and not replace:
            raise DataError(code, "", "", "une édition de ce code est déjà là", "--replace pour la remplacer")
        for left in to.glob(f".*{_PART}"):
            shutil.rmtree(left)
        made = Path(tempfile.mkdtemp(prefix=f".{code}.", suffix=_PART, dir=to))
        try:
            _write(made, files)
            if target.exists():
                _exchange(made, target)
            else:
                made.rename(target)
            os.fsync(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return target


@contextmanager
def _alone(to: Path) -> Iterator[int]:
    """One import at a time in a folder: the lock ends with the process that holds it."""
    folder = os.open(to, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(folder)


def _write(made: Path, files: Mapping[str, bytes]) -> None:
    """Every file on the disk, and their names."""
    for name, content in files.items():
        with (made / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        (made / name).chmod(0o644)
    made.chmod(0o755)
    folder = os.open(made, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _exchange(made: Path, target: Path) -> None:
    """Give each of two folders the other's name, in one step of the file system."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, "renameat2", str(target))
    if libc.renameat2(_HERE, os.fsencode(made), _HERE, os.fsencode(target), _EXCHANGE):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(target))

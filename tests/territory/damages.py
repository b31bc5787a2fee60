"""What happens to files: cut, emptied, overwritten, saved by another program. Each takes a path and damages it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: Mapping[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": _bytes(lambda _: b""),
    "binary": _bytes(lambda _: bytes(range(256)) * 40),
    "nul bytes": _bytes(lambda held: held[:200] + b"\0" * 50 + held[200:]),
    "first line only": _bytes(lambda held: held.partition(b"\n")[0] + b"\n"),
    "cut in two": _bytes(lambda held: held[: len(held) // 2]),
    "another encoding": _bytes(lambda held: held.decode("utf-8-sig").encode("utf-16")),
    "deep brackets": _bytes(lambda _: b"[" * 100_000),
    "a cell of a megabyte": _bytes(lambda held: held[:60] + b"x" * 1_000_000 + held[60:]),
    "an open quotation mark": _bytes(lambda held: held[:60] + b'"' + held[60:]),
    "a folder": _folder,
}


def copy_of(data: Path, to: Path) -> Path:
    """A copy of the data that can be damaged."""
    return Path(shutil.copytree(data, to / "data"))

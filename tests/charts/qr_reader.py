"""A QR code read back from its modules, by the standard (ISO/IEC 18004) and not by what drew it: level M, bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from charts.canvas.qr import BORDER

Modules = list[list[bool]]
CENTRES = {1: [], 2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34], 7: [6, 22, 38], 8: [6, 24, 42]}
BLOCKS = {1: [16], 2: [28], 3: [44], 4: [32] * 2, 5: [43] * 2, 6: [27] * 4, 7: [31] * 4, 8: [38, 38, 39, 39]}
"""Data words of each block, at level M."""
MASKS = [
    lambda i, j: (i + j) % 2,
    lambda i, j: i % 2,
    lambda i, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
]
FORMAT = [*((8, column) for column in (0, 1, 2, 3, 4, 5, 7, 8)), *((row, 8) for row in (7, 5, 4, 3, 2, 1, 0))]


def read_png(content: bytes) -> str:
    """The text of a code drawn black on white, its modules as large as its first finder says."""
    image = Image.open(io.BytesIO(content)).convert("L")
    row = [image.getpixel((x, x)) < 128 for x in range(image.width)]
    scale = row.index(True) // BORDER
    size = image.width // scale - 2 * BORDER
    places = [(BORDER + place) * scale + scale // 2 for place in range(size)]
    return read([[image.getpixel((x, y)) < 128 for x in places] for y in places])


def read(modules: Modules) -> str:
    size = len(modules)
    version = (size - 17) // 4
    assert size == 17 + 4 * version
    said = int("".join(str(int(modules[i][j])) for i, j in FORMAT), 2) ^ 0b101010000010010
    assert said >> 13 == 0, "level M"
    mask = MASKS[said >> 10 & 7]
    bits = [int(modules[i][j]) ^ (not mask(i, j)) for i, j in _path(version, size)]
    words = [int("".join(map(str, bits[at : at + 8])), 2) for at in range(0, len(bits) - 7, 8)]
    blocks: list[list[int]] = [[] for _ in BLOCKS[version]]
    source = iter(words)
    for place in range(max(BLOCKS[version])):
        for block, length in zip(blocks, BLOCKS[version], strict=True):
            if place < length:
                block.append(next(source))
    data = "".join(f"{word:08b}" for block in blocks for word in block)
    assert data[:4] == "0100", "bytes"
    length = int(data[4:12], 2)
    return bytes(int(data[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


def _path(version: int, size: int) -> Iterator[tuple[int, int]]:
    """The modules of data, two columns at a time from the right, up then down."""
    up = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size - 1, -1, -1) if up else range(size):
            yield from ((row, column) for column in (right, right - 1) if not _is_fixed(version, size, row, column))
        up = not up


def _is_fixed(version: int, size: int, row: int, column: int) -> bool:
    """Finders and format, timing, alignment, and the version from 7 on."""
    far = size - 8
    if (row < 9 and column < 9) or (row < 9 and column >= far) or (row >= far and column < 9) or 6 in (row, column):
        return True
    if version >= 7 and ((row < 6 and column >= size - 11) or (column < 6 and row >= size - 11)):
        return True
    last = CENTRES[version][-1:]
    corners = {(6, 6)} | {pair for end in last for pair in ((6, end), (end, 6))}
    centres = [(i, j) for i in CENTRES[version] for j in CENTRES[version] if (i, j) not in corners]
    return any(abs(row - i) <= 2 and abs(column - j) <= 2 for i, j in centres)

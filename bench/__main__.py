"""``python -m bench``: every benchmark, one table each."""

from __future__ import annotations

from bench import exports_office, reading, robustness

if __name__ == "__main__":
    reading.main()
    print()
    robustness.main()
    print()
    exports_office.main()

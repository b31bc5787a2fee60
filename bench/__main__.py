"""``python -m bench``: every benchmark, one table each."""

from __future__ import annotations

from bench import exports_office, exports_vector, reading, robustness

if __name__ == "__main__":
    reading.main()
    print()
    robustness.main()
    print()
    exports_office.main()
    print()
    exports_vector.main()

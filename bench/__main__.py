"""``python -m bench``: every benchmark, one table each."""

from __future__ import annotations

from bench import exports_office, exports_vector, reading, robustness

if __name__ == "__main__":
    for benchmark in (reading, robustness, exports_vector, exports_office):
        benchmark.main()
        print()

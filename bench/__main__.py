"""``python -m bench``: every benchmark, one table each."""

from __future__ import annotations

from bench import (
    browser,
    crowd,
    exports_meanwhile,
    exports_office,
    exports_vector,
    importing,
    levels,
    reading,
    reruns,
    robustness,
    start,
)

if __name__ == "__main__":
    for benchmark in (
        reading,
        importing,
        robustness,
        levels,
        reruns,
        browser,
        crowd,
        start,
        exports_vector,
        exports_office,
        exports_meanwhile,
    ):
        benchmark.main()
        print()

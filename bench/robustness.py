"""What the variants of the calculation cost: ``python -m bench.robustness [--draws N] [--quick]``.

10 000 draws on the shipped edition (13 regions) and on synthetic editions of 96 and 1 250 territories (normal
values, published decimals kept): seconds, peak memory (``tracemalloc``, in a second run because tracing
slows), and the ratio against a plain-Python loop over the same work, timed in the same run on fewer draws
where there are many territories, and scaled up.

The comparison with ``get_sensitivity`` of COINr, the reference package, needs R, which is not here.
Where it is: ``new_coin`` on ``python -m territory observations --format csv`` and the registry's signs and
domains, then ``get_sensitivity`` with 10 000 replications over normalisation, weights and what is left out.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from territory.arrays import arrays_of
from territory.factors import factor_shifts
from territory.loader import Edition, load_edition
from territory.positions import overall_positions
from territory.regions import NATIONAL, Region
from territory.robustness import domain_places
from territory.scores import score_table
from territory.similarity import neighbours
from territory.variants import DRAWS

DATA = Path(__file__).resolve().parents[1] / "data"
SIZES = (13, 96, 1250)
PLAIN_CELLS = 200_000
"""Cells the plain loop goes through before its time is scaled to all draws."""


def synthetic(edition: Edition, count: int, seed: int = 0) -> Edition:
    """The edition with ``count`` made-up territories: same indicators, decimals and spread, none missing."""
    chance = np.random.default_rng(seed)
    template = next(iter(edition.regions.values()))
    codes = [f"T{number:04d}" for number in range(count)]
    regions: dict[str, Region] = {code: replace(template, code=code, name=code) for code in codes}
    frames = []
    for code, cells in edition.observations.groupby("indicator", sort=False):
        decimals = edition.registry.indicators[str(code)].decimals
        known = [float(v) for v in cells.loc[cells["territory"] != NATIONAL, "value"] if v is not None]
        france = cells[cells["territory"] == NATIONAL]
        values: list[Decimal | None] = [None] * count
        if known:
            drawn = np.abs(chance.normal(np.mean(known), np.std(known) + 1e-9, count)) + 10.0**-decimals
            values = [round(Decimal(float(v)), decimals) for v in drawn]
        rows = pd.DataFrame({"indicator": code, "territory": codes, "value": pd.Series(values, dtype=object)})
        frames += [france, rows]
    return replace(edition, regions=regions, observations=pd.concat(frames, ignore_index=True))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak(work: Callable[[], object]) -> float:
    """Peak of the memory that the work allocates, MB."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def plain_loop(edition: Edition, draws: int) -> dict[tuple[int, int], list[int]]:
    """The places of ``domain_places`` as one would first write them: lists, loops, ``random``."""
    arrays, chance = arrays_of(edition), random.Random(0)
    values, national, people = arrays.values.tolist(), arrays.national.tolist(), arrays.population
    weights = [1.0] * len(arrays.regions) if people is None else people.tolist()
    scales: list[Callable[[list[float]], float]] = [
        lambda e: sum(map(abs, e)) / len(e),
        lambda e: (sum(v * v for v in e) / len(e)) ** 0.5,
        statistics.pstdev,
        lambda e: max(e) - min(e),
        lambda e: max(map(abs, e)),
        lambda e: statistics.median(map(abs, e)),
        lambda e: sum(w * abs(v) for w, v in zip(weights, e, strict=True)) / sum(weights),
        lambda e: statistics.fmean(abs(v) for v, keep in zip(e, arrays.typical, strict=True) if keep),
    ]
    places: dict[tuple[int, int], list[int]] = {}
    for _ in range(draws):
        scale, scores = chance.choice(scales), {}
        for j, row in enumerate(values):
            if chance.random() < arrays.left_out[j]:
                continue
            half, own = arrays.half_digit[j], arrays.national_half_digit[j]
            france = national[j] + chance.uniform(-own, own)
            gaps = [x + chance.uniform(-half, half) - france for x in row]
            divisor = arrays.sign[j] * scale(gaps)
            scores[j] = [e / divisor for e in gaps]
        for r in range(len(arrays.regions)):
            order = sorted(scores, key=lambda j: -scores[j][r])
            for place, j in enumerate(order, start=1):
                places.setdefault((j, r), []).append(place)
    return places


def measured(edition: Edition, draws: int) -> str:
    """One line of the table."""
    domain_places(edition, 10)  # what is loaded once is not counted
    places = timed(lambda: domain_places(edition, draws))
    overall = timed(lambda: overall_positions(edition, draws))
    factors = timed(lambda: factor_shifts(edition, draws))
    memory = peak(lambda: domain_places(edition, draws))
    few = max(2, min(draws, PLAIN_CELLS // (16 * len(edition.regions))))
    plain = timed(lambda: plain_loop(edition, few)) * draws / few
    seconds = f"{places:8.2f} {overall:8.2f} {factors:8.2f}"
    return f"{len(edition.regions):>11} {seconds} {memory:8.0f} {plain:8.1f} {plain / places:6.0f}"


def main(argv: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="bench.robustness")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--quick", action="store_true", help="13 and 96 territories only")
    arguments = parser.parse_args(argv)
    shipped = load_edition(DATA / "editions" / "impact-2020", DATA)
    print(f"{arguments.draws} draws: seconds of domain_places, overall_positions, factor_shifts;")
    print("peak memory and plain-Python seconds of the first")
    print("territories   places  overall  factors  peak MB  plain s  ratio")
    for count in SIZES[:2] if arguments.quick else SIZES:
        edition = shipped if count == len(shipped.regions) else synthetic(shipped, count)
        print(measured(edition, arguments.draws), flush=True)
    print(f"similar regions, 13: {timed(lambda: neighbours(score_table(shipped))):.2f} s")


if __name__ == "__main__":
    main()

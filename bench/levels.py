"""What an edition costs by its number of territories: load, check and analyse 30 indicators from a long CSV.

    python -m bench.levels [13 96 1250 35000]

Seconds of processor. Each number of territories runs in a process of its own, so that its memory is its own. Values are
invented.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from territory.loader import load_edition
from territory.robustness import domain_places, too_many
from territory.scores import score_table
from territory.similarity import MOST, neighbours

DATA = Path(__file__).resolve().parents[1] / "data"
NUMBERS = ("13", "96", "1250", "35000")
INDICATORS = 30
_ENTRY = """
[domains.d{n}]
label = "Domaine {n}"
dimension = "d"
[indicators.i{n}]
criterion_published = "Critère {n}"
indicator_published = "Taux {n}"
label = "Taux {n}"
short = "Taux {n}"
definition = "Un taux inventé."
phrase = "{{v}}"
symbol = "%"
unit_published = "%"
unit = "%"
gap_unit = "point"
form = "number"
decimals = 1
source_published = "Essai"
source = "Essai"
year_published = "2023"
year = "2023"
coverage = "Essai"
domain = "d{n}"
polarity = "higher_is_more_fragile"
polarity_reason = "Inventée."
reliability = "A"
"""


def write(folder: Path, count: int) -> None:
    """An edition of so many communes: a registry, a list and a long table."""
    head = """[edition]
code = "essai"
title = "Valeurs inventées"
publisher = "Mesure"
published = 2024
table = "values.csv"
scope = "Essai"
layout = "long"
level = "commune"
[dimensions.d]
label = "Dimension"
"""
    entries = "".join(_ENTRY.format(n=n) for n in range(INDICATORS))
    (folder / "indicators.toml").write_text(head + entries, encoding="utf-8")
    codes = [f"{number:05}" for number in range(count)]
    names = [f"{code};Lieu {code};Lieu {code};Lieu {code};à Lieu {code};de Lieu {code};{code};;" for code in codes]
    listed = ["code;nom;abrege;article;en;de;publie;lon;lat", *names]
    (folder / "territories.csv").write_text("\n".join(listed), encoding="utf-8")
    chance = random.Random(2020)
    lines = ["indicateur;territoire;valeur"]
    for n in range(INDICATORS):
        lines += [f"i{n};{code};{chance.gauss(15, 4):.1f}".replace(".", ",") for code in ("FR", *codes)]
    (folder / "values.csv").write_text("\n".join(lines), encoding="utf-8")


def measure(count: int) -> None:
    """Print the line of a number of territories."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, count)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        times = [time.process_time()]
        edition = load_edition(folder, DATA)
        times.append(time.process_time())
        scores = score_table(edition)
        times.append(time.process_time())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        neighbours(scores)
        times.append(time.process_time())
        domain_places(edition)
        times.append(time.process_time())
    load, analyse, alike, variants = (after - start for start, after in pairwise(times))
    refused = f" (refused beyond {MOST})" if too_many(edition) else ""
    print(
        f"{count:>7} x {INDICATORS} {load:8.2f} {analyse:8.2f} {before:8.0f} {peak:8.0f}"
        f" {alike:8.2f} {variants:8.2f}{refused}"
    )


def main(numbers: tuple[str, ...] = NUMBERS) -> None:
    """Print the line of each number of territories."""
    head = ("load s", "scores s", "MiB bef.", "MiB peak", "alike s", "variants")
    print(f"{'territories':>12} {' '.join(f'{word:>8}' for word in head)}", flush=True)
    for number in numbers:
        subprocess.run([sys.executable, "-m", "bench.levels", "--one", number], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        main(tuple(sys.argv[1:]) or NUMBERS)

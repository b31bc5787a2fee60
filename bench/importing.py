"""What it costs to read, check, score and draw a file of one's own: ``python -m bench.importing [--quick]``.

Made-up tables of 13, 96, 1 250 and 35 000 territories by 30 indicators, as a CSV of one territory per row; 1 250 as a
workbook too, 35 000 with as many different values as cells, and as a long CSV. Each in a process of its own: seconds of
processor from the bytes to the loaded edition, to its scores, to its first drawing (the overview, for the screen), and
the most memory that the process ever held, libraries and the file itself included.
"""

from __future__ import annotations

import argparse
import gc
import io
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import openpyxl

from charts import theme
from charts.figures import FIGURES, Subject
from territory.analysis import Reading
from territory.importing import Choice, Choices, read
from territory.loader import Edition
from territory.scores import score_table
from territory.sheets import OPERATOR

SIZES = (13, 96, 1250, 35_000)
INDICATORS = 30
CASES = [*((count, "wide") for count in SIZES), (1250, "xlsx"), (35_000, "unlike"), (35_000, "long")]
CHOICES = Choices(
    level="commune",
    indicators={
        f"Indicateur {place} (%)": Choice(
            domain=f"Domaine {place}", polarity="higher_is_more_fragile", polarity_reason="Inventée.", reliability="A"
        )
        for place in range(INDICATORS)
    },
)
HEADING = ("territories", "form", "MB", "read s", "scores s", "drawn s", "in all s", "MiB bef.", "MiB peak")


def rows(count: int, *, unlike: bool = False) -> Iterator[list[str]]:
    """A header, the reference, then one territory per row: numbers which wave so that none stands out.

    Of one decimal, so that a column has 300 values; ``unlike``: of four, so that it has as many as there are rows.
    """
    yield ["Code commune", "Commune", *(f"Indicateur {place} (%)" for place in range(INDICATORS))]
    yield ["FR", "France", *["35,0"] * INDICATORS]
    for number in range(count):
        tenths = ((number * 7 + place * 13) % 300 for place in range(INDICATORS))
        values = (f"{20 + tenth / 10 + (number / 1e6 if unlike else 0):.{4 if unlike else 1}f}" for tenth in tenths)
        yield [f"{number + 1001:05d}", f"Commune {number}", *(value.replace(".", ",") for value in values)]


def made(count: int, form: str) -> tuple[str, bytes]:
    if form == "xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Valeurs")
        for row in rows(count):
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return "table.xlsx", stream.getvalue()
    if form != "long":
        return "table.csv", "\n".join(";".join(row) for row in rows(count, unlike=form == "unlike")).encode()
    header, *body = rows(count)
    lines = [f"{row[0]};{row[1]};{name};{cell}" for row in body for name, cell in zip(header[2:], row[2:], strict=True)]
    return "table.csv", "\n".join(["Code commune;Commune;Indicateur;Valeur", *lines]).encode()


def loaded(name: str, content: bytes) -> Edition:
    imported = read(name, content, CHOICES, bounds=OPERATOR)
    assert imported.edition is not None, imported.report.text()
    return imported.edition


def drawn(edition: Edition, scores: object) -> None:
    """The first figure of the first page."""
    figure, subject = FIGURES["vue-ensemble"], Subject(edition, scores, Reading())
    figure.screen(figure.record(subject), theme.LIGHT)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(count: int, form: str) -> None:
    """In its own process: a line of seconds and MiB."""
    small = loaded(*made(13, "wide"))
    drawn(small, score_table(small))  # what is imported and made once is not counted
    name, content = made(count, form)
    before = peak()
    gc.collect()
    gc.freeze()  # as deploy/serve.py does before the first visitor
    times = [time.process_time()]
    edition = loaded(name, content)
    times.append(time.process_time())
    scores = score_table(edition)
    times.append(time.process_time())
    drawn(edition, scores)
    times.append(time.process_time())
    spent = [times[1] - times[0], times[2] - times[1], times[3] - times[2], times[3] - times[0]]
    numbers = "".join(f"{seconds:10.2f}" for seconds in spent)
    print(f"{count:>11} {form:>8} {len(content) / 1e6:9.1f}{numbers}{before:10.0f}{peak():10.0f}", flush=True)


def main(argv: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="bench.importing")
    parser.add_argument("--quick", action="store_true", help="up to 1 250 territories only")
    parser.add_argument("--one", nargs=2, metavar=("COUNT", "FORM"), help="one line, in this process")
    arguments = parser.parse_args(argv)
    if arguments.one:
        measured(int(arguments.one[0]), arguments.one[1])
        return
    print(f"read and checked, scored, first drawn, {INDICATORS} indicators; processor")
    print(f"{HEADING[0]:>11} {HEADING[1]:>8}{''.join(f'{word:>10}' for word in HEADING[2:])}", flush=True)
    for count, form in CASES:
        if not arguments.quick or count <= 1250:
            command = [sys.executable, "-m", "bench.importing", "--one", str(count), form]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

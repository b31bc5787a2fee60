"""What it costs to read and check a file of one's own: ``python -m bench.importing [--quick]``.

Made-up tables of 13, 96, 1 250 and 35 000 territories by 30 indicators, as a CSV of a territory a row; 1 250 as a
workbook too, and 35 000 as a long CSV. Each in a process of its own: seconds, elapsed and of processor,
from the bytes to the loaded edition, less the imports, and the peak of the process's memory above what it held before.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import openpyxl

from territory.importing import Choices, read
from territory.sheets import OPERATOR

SIZES = (13, 96, 1250, 35_000)
INDICATORS = 30
FORMS = ("wide", "xlsx", "long")


def rows(count: int) -> Iterator[list[str]]:
    """A header, then a territory a row: 30 numbers of one decimal, which wave so that none stands out."""
    yield ["Code commune", "Commune", *(f"Indicateur {place} (%)" for place in range(INDICATORS))]
    for number in range(count):
        values = (f"{20 + (number * 7 + place * 13) % 300 / 10:.1f}".replace(".", ",") for place in range(INDICATORS))
        yield [f"{number + 1001:05d}", f"Commune {number}", *values]


def made(count: int, form: str) -> tuple[str, bytes]:
    if form == "xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Valeurs")
        for row in rows(count):
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return "table.xlsx", stream.getvalue()
    if form == "wide":
        return "table.csv", "\n".join(";".join(row) for row in rows(count)).encode()
    header, *body = rows(count)
    lines = [f"{row[0]};{row[1]};{name};{cell}" for row in body for name, cell in zip(header[2:], row[2:], strict=True)]
    return "table.csv", "\n".join(["Code commune;Commune;Indicateur;Valeur", *lines]).encode()


def measured(count: int, form: str) -> None:
    """In its own process: a line of seconds and MiB."""
    read(*made(13, "wide"), Choices(level="commune"))  # what is imported and made once is not counted
    name, content = made(count, form)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, worked = time.perf_counter(), time.process_time()
    imported = read(name, content, Choices(level="commune"), bounds=OPERATOR)
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert imported.edition is not None, imported.report.text()
    print(f"{count:>11} {form:>5} {len(content) / 1e6:7.1f} {seconds:8.2f} {processor:12.2f} {memory:8.0f}", flush=True)


def main(argv: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="bench.importing")
    parser.add_argument("--quick", action="store_true", help="up to 1 250 territories only")
    parser.add_argument("--one", nargs=2, metavar=("COUNT", "FORM"), help="one line, in this process")
    arguments = parser.parse_args(argv)
    if arguments.one:
        measured(int(arguments.one[0]), arguments.one[1])
        return
    print(f"read, check and load, {INDICATORS} indicators")
    print("territories  form      MB        s  processor s  peak MiB")
    cases = [(count, "wide") for count in SIZES] + [(1250, "xlsx"), (35_000, "long")]
    for count, form in cases:
        if not arguments.quick or count <= 1250:
            command = [sys.executable, "-m", "bench.importing", "--one", str(count), form]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

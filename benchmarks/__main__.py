"""The command line of the benchmarks: `python -m benchmarks accuracy SHARED`."""

import argparse
import sys
from pathlib import Path

from benchmarks import lists, report
from benchmarks.accuracy import PARTS, Request, measured
from benchmarks.figure import printed
from benchmarks.inputs import Shared
from benchmarks.speed import HEADINGS
from benchmarks.speed import measured as measured_speed
from benchmarks.speed import write as write_growth
from screening.settings import MatchingSettings


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    accuracy = commands.add_parser("accuracy", help="our own figures beside their bars")
    accuracy.add_argument("shared", type=Path, help="the folder with bench/ and lists/ofac-sdn/")
    accuracy.add_argument("--sample", type=float, default=1.0, help="the share of cases to take, 0 to 1")
    accuracy.add_argument("--only", default="", help=f"parts to measure: {','.join(PARTS)}")
    accuracy.add_argument("--seeds", default="101,202,303", help="seeds of the variations")
    accuracy.add_argument("--min-score", type=float, default=None, help="another cut than the default")
    editions = commands.add_parser("lists", help="counts, time and memory of every published edition")
    editions.add_argument("shared", type=Path, help="the folder with lists/<list>/<edition>/")
    speed = commands.add_parser("speed", help="names a second, and how index and speed grow with the list")
    speed.add_argument("shared", type=Path, help="the folder with bench/ and lists/ofac-sdn/")
    speed.add_argument("--names", type=int, default=100_000, help="names to screen")
    speed.add_argument("--lists", default="10000,40000,400000", help="sizes of list, in names")
    speed.add_argument("--write", metavar="DATE", help="write GROWTH.md and growth.png, measured on that day")
    written = commands.add_parser("report", help="time and memory of the workbook beside bare XlsxWriter")
    written.add_argument("--rows", type=int, default=100_000, help="clear rows to write")
    asked = parser.parse_args()
    if asked.command == "report":
        printed(report.measured(asked.rows))
        return
    if asked.command == "lists":
        sys.stdout.write(lists.table(lists.measured(asked.shared)) + "\n")
        return
    if asked.command == "speed":
        sizes = [int(size) for size in asked.lists.split(",")]
        rows = []
        print(" | ".join(HEADINGS), flush=True)
        for row in measured_speed(asked.shared, asked.names, sizes):
            print(" | ".join(row.row()), flush=True)
            rows.append(row)
        if asked.write:
            write_growth(rows, asked.names, asked.write)
        return
    settings = MatchingSettings() if asked.min_score is None else MatchingSettings(min_score=asked.min_score)
    seeds = tuple(int(seed) for seed in asked.seeds.split(","))
    request = Request(Shared(asked.shared), asked.sample, seeds, settings)
    printed(measured(request, [part for part in asked.only.split(",") if part]))


if __name__ == "__main__":
    main()

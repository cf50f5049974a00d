"""Draws how speed, index and memory grow with the list, from growth.csv (listed, mixed, latin, megabytes, build, peak).

python growth.py GROWTH.csv OUT.png
"""

import csv
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as stream:
        rows = [{key: float(value) for key, value in row.items()} for row in csv.DictReader(stream)]
    listed = [row["listed"] for row in rows]
    figure, (speed, cost) = plt.subplots(1, 2, figsize=(10, 4.2), dpi=110)
    for key, label, style in (
        ("mixed", "names of mixed script", "-"),
        ("latin", "Latin letters, distinct", "--"),
    ):
        speed.plot(listed, [row[key] for row in rows], style, marker="o", label=label)
    speed.set_ylabel("names screened a second")
    for key, label, style in (
        ("megabytes", "index on the disk, MB", "-"),
        ("peak", "memory while screening, MB", "--"),
        ("build", "seconds to compile", ":"),
    ):
        cost.plot(listed, [row[key] for row in rows], style, marker="o", label=label)
    for axes in (speed, cost):
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlabel("listed names")
        axes.grid(visible=True, alpha=0.3)
        axes.legend(frameon=False)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
    figure.tight_layout()
    figure.savefig(sys.argv[2], metadata={"Software": None})


if __name__ == "__main__":
    main()

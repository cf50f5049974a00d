"""Draws recall against alerts on clean names: a line for each engine, from curves.csv (engine, alerts, recall).

python picture.py CURVES.csv OUT.png
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt

_STYLES = ("-", "--", "-.", ":", (0, (3, 1, 1, 1)), (0, (5, 2)))


def main() -> None:
    lines: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            lines[row["engine"]].append((100 * float(row["alerts"]), 100 * float(row["recall"])))
    figure, axes = plt.subplots(figsize=(8, 5), dpi=110)
    for number, (engine, points) in enumerate(lines.items()):
        alerts, recall = zip(*sorted(points), strict=True)
        style = _STYLES[number % len(_STYLES)]
        axes.plot(alerts, recall, linestyle=style, linewidth=2.6 if number == 0 else 1.6, label=engine)
    axes.set_xscale("symlog", linthresh=0.1)
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 101)
    axes.set_xlabel("clean persons alerted, % (logarithmic above 0.1 %)")
    axes.set_ylabel("varied listed names found first, %")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(loc="lower right", frameon=False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    figure.savefig(sys.argv[2], metadata={"Software": None})


if __name__ == "__main__":
    main()

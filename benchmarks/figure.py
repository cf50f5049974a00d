"""A measured figure beside the bar that it is held to."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in the unit of `bar`; `bar` None where nothing is asked. `counts` says on how many it was measured."""

    what: str
    value: float
    bar: float | None = None
    at_most: bool = False
    counts: str = ""
    percent: bool = False

    @property
    def met(self) -> bool | None:
        if self.bar is None:
            return None
        return self.value <= self.bar if self.at_most else self.value >= self.bar

    def row(self) -> tuple[str, str, str, str, str]:
        """The line of a table: what, figure, bar, whether it is met, and on what."""
        sign = "≤" if self.at_most else "≥"
        bar = "" if self.bar is None else f"{sign} {self._shown(self.bar)}"
        return (
            self.what,
            self._shown(self.value),
            bar,
            {True: "yes", False: "NO", None: ""}[self.met],
            self.counts,
        )

    def _shown(self, value: float) -> str:
        return f"{100 * value:.2f} %" if self.percent else f"{value:.3f}"


def printed(figures: Iterable[Figure]) -> None:
    """Each figure on a line of standard output as soon as it is known."""
    for figure in figures:
        what, value, bar, met, counts = figure.row()
        print(f"{what:<62}{value:>10}  {bar:<9} {met:<4} {counts}", flush=True)


def markdown(figures: Iterable[Figure]) -> str:
    """The figures as a table in Markdown."""
    lines = ["| measured | figure | bar | met | on |", "|---|---|---|---|---|"]
    lines += ["| " + " | ".join(figure.row()) + " |" for figure in figures]
    return "\n".join(lines) + "\n"

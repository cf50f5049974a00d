"""What a day of payments asks of a cluster, from figures measured on one core: `python -m benchmarks.simulate --help`.

Assumptions and the measured figures that the defaults repeat are told in SCALE.md. Nothing here is a measurement of a cluster.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil

import numpy as np
from numpy.typing import NDArray

from screening.runners.spark.frames import ROWS_OF_A_TASK

_HOUR = 3600.0
_MICRO = 1e-6
# Ranks that are summed one by one; those behind them are taken together in strips of nearly equal weight.
_ONE_BY_ONE = 20_000
_STRIPS = 2_000
_SEED = 11


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one core of the machine that SCALE.md names. Times are processor time."""

    row_us: float = 117.0
    """A row from Arrow to its line of JSON, its names known already."""
    name_us: float = 870.0
    """A new name against the whole list."""
    changed_us: float = 16.0
    """A name against the entries that have changed alone."""
    open_seconds: float = 3.0
    """A Python worker until it can screen."""
    index_mb: float = 530.0
    """The compiled list, mapped once a machine."""
    worker_mb: float = 300.0
    """A Python worker beside the index."""
    answer_bytes: float = 260.0
    """A row of the output, compressed."""
    remembered: int = 1 << 19
    """Names that a worker remembers before it begins anew."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked: rows a day, names in a row, how many parties there are, and the machines that do it."""

    rows: int = 1_000_000_000
    names: int = 2
    parties: int = 300_000_000
    hours: float = 4.0
    cores_a_machine: int = 16
    busy: float = 0.7
    """The share of the cores' time that goes into screening: the rest is Spark's reading, sorting and waiting."""
    jvm_gb: float = 4.0
    core_hour_price: float = 0.05
    """In the currency of whoever pays, an hour of one core with its memory."""


@cache
def weights(parties: int, slope: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A Zipf law over so many parties in strips: how many parties a strip holds, and the probability of each of them."""
    single = np.arange(1, min(parties, _ONE_BY_ONE) + 1, dtype=np.float64)
    if parties <= _ONE_BY_ONE:
        counts, ranks = np.ones_like(single), single
    else:
        edges = np.unique(np.geomspace(_ONE_BY_ONE, parties, _STRIPS).round())
        counts = np.concatenate([np.ones_like(single), np.diff(edges)])
        ranks = np.concatenate([single, (edges[1:] + edges[:-1] + 1) / 2])
    mass = ranks**-slope
    return counts, mass / float(np.sum(counts * mass))


def distinct(draws: float, parties: int, slope: float) -> float:
    """How many different parties are met in so many draws, as expected."""
    counts, chances = weights(parties, slope)
    return float(np.sum(counts * -np.expm1(-draws * chances)))


def sampled(draws: int, parties: int, slope: float, seed: int = _SEED) -> int:
    """How many different parties are met in so many draws, counted in a sample."""
    shares = np.cumsum(np.arange(1, parties + 1, dtype=np.float64) ** -slope)
    chosen = np.random.default_rng(seed).random(draws) * shares[-1]
    return len(np.unique(np.searchsorted(shares, chosen)))


def screened_by_workers(draws: float, workers: int, remembered: int, parties: int, slope: float) -> float:
    """How many names are screened in all where each worker remembers those it has met, and forgets all when it has met so many."""
    each = draws / workers
    if distinct(each, parties, slope) <= remembered:
        return workers * distinct(each, parties, slope)
    low, high = 0.0, each
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if distinct(middle, parties, slope) < remembered else (low, middle)
    return workers * remembered * each / high


@dataclass(frozen=True, slots=True)
class Answer:
    """What one way of going about it takes."""

    way: str
    screened: float
    core_hours: float
    cores: int
    machines: int
    price: float


def ways(plan: Plan, measured: Measured, slope: float) -> Iterator[Answer]:
    """Every name by itself; names remembered by worker; each name once in the whole day; changed entries alone."""
    draws = float(plan.rows) * plan.names
    once = distinct(draws, plan.parties, slope)
    rows = plan.rows * measured.row_us
    yield _answer("no name remembered", draws, rows + draws * measured.name_us, plan, measured)
    # Their number follows from the work, and the work from their number: two rounds settle it.
    workers = _cores(rows + once * measured.name_us, plan, measured)
    for _ in range(4):
        known = screened_by_workers(draws, workers, measured.remembered, plan.parties, slope)
        workers = _cores(rows + known * measured.name_us, plan, measured)
    yield _answer("remembered by each worker", known, rows + known * measured.name_us, plan, measured)
    yield _answer("each name once a day", once, rows + once * measured.name_us, plan, measured)
    yield _answer("changed entries alone", once, once * measured.changed_us, plan, measured)


def _cores(micros: float, plan: Plan, measured: Measured) -> int:
    left = max(plan.hours * _HOUR - measured.open_seconds, 1.0)
    return max(1, ceil(micros * _MICRO / plan.busy / left))


def _answer(way: str, screened: float, micros: float, plan: Plan, measured: Measured) -> Answer:
    cores = _cores(micros, plan, measured)
    hours = micros * _MICRO / plan.busy / _HOUR + cores * measured.open_seconds / _HOUR
    return Answer(
        way, screened, hours, cores, ceil(cores / plan.cores_a_machine), hours * plan.core_hour_price
    )


def table(plan: Plan, measured: Measured, slopes: Sequence[float]) -> Iterator[str]:
    """The plan, line by line."""
    draws = plan.rows * plan.names
    memory = plan.cores_a_machine * measured.worker_mb / 1000 + measured.index_mb / 1000 + plan.jvm_gb
    yield (
        f"{plan.rows:,} rows with {plan.names} names each, of {plan.parties:,} parties, in {plan.hours:g} h: "
        f"{ceil(plan.rows / ROWS_OF_A_TASK):,} partitions of {ROWS_OF_A_TASK:,} rows"
    )
    yield (
        f"{memory:.1f} GB a machine of {plan.cores_a_machine} cores (index {measured.index_mb:,.0f} MB once, {measured.worker_mb:,.0f} MB a worker, "
        f"Java {plan.jvm_gb:g} GB); output {plan.rows * measured.answer_bytes / 1e9:,.0f} GB"
    )
    yield ""
    yield f"{'slope':>5}  {'way':<26} {'names screened':>15} {'of all':>7} {'core hours':>11} {'cores':>7} {'machines':>8} {'price':>9}"
    for slope in slopes:
        for each in ways(plan, measured, slope):
            yield (
                f"{slope:>5.2f}  {each.way:<26} {each.screened:>15,.0f} {each.screened / draws:>7.1%} {each.core_hours:>11,.0f}"
                f" {each.cores:>7,} {each.machines:>8,} {each.price:>9,.2f}"
            )


def samples(slopes: Sequence[float], draws: int, parties: int) -> Iterator[str]:
    """The share of different names in a sample, beside the formula that the plan uses."""
    yield f"{'slope':>5}  {'draws':>12} {'parties':>12} {'sampled':>9} {'formula':>9}"
    for slope in slopes:
        counted, expected = sampled(draws, parties, slope), distinct(draws, parties, slope)
        yield f"{slope:>5.2f}  {draws:>12,} {parties:>12,} {counted / draws:>9.2%} {expected / draws:>9.2%}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.simulate", description=__doc__)
    parser.add_argument("--slopes", default="0.8,1.0,1.2", help="Zipf slopes of how often a party is named")
    parser.add_argument("--sample", type=int, default=2_000_000, help="draws of the sample")
    parser.add_argument("--sample-parties", type=int, default=1_000_000, help="parties of the sample")
    for kind in (Plan, Measured):
        for name, default in ((each, getattr(kind(), each)) for each in kind.__slots__):
            parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the plan, and the sample that its shares of different names are held against."""
    asked = vars(_parser().parse_args(arguments))
    slopes = [float(each) for each in asked["slopes"].split(",")]
    plan = Plan(**{name: asked[name] for name in Plan.__slots__})
    measured = Measured(**{name: asked[name] for name in Measured.__slots__})
    for line in (
        *table(plan, measured, slopes),
        "",
        *samples(slopes, asked["sample"], asked["sample_parties"]),
    ):
        print(line)


if __name__ == "__main__":
    main()

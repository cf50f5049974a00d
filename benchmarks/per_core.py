"""What one core does on Spark, measured without Spark: the code of a worker over Arrow batches, in processor time.

    python -m benchmarks.per_core SHARED_DIR [--rows 40000] [--lists 40000,400000,1000000]

Rows have 12 columns with two names of parties. The figures are the arguments of `python -m benchmarks.simulate`; SCALE.md keeps them.
"""

import argparse
import datetime as dt
import io
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from benchmarks.inputs import Shared, party
from benchmarks.matching import latin_names
from benchmarks.speed import compile_list, list_of
from screening.matching import Listing, Matcher, open_listing
from screening.runners.memory import peak_memory
from screening.runners.opening import Opening, ground_of
from screening.runners.spark.worker import KEYS, Order
from screening.settings import MatchingSettings, Settings
from screening.tables import TableOptions
from screening.workspace import Workspace

_SEED = 5
_BATCH = 10_000
_CHANGED = 200
_KEY = "benchmark"
_EDITION = "lists/ofac-sdn/2021-07-07"


def payments(names: Sequence[str]) -> pa.Table:
    """Rows of 12 columns, each with the next two of the names."""
    rng = random.Random(_SEED)
    rows = len(names) // 2
    day = dt.date(2021, 6, 1)
    return pa.table(
        {
            "Ref": [f"PAY{number:09}" for number in range(rows)],
            "Ordering Customer": names[0 : 2 * rows : 2],
            "Ordering Country": [rng.choice(("DE", "US", "GB", "AE", "SG")) for _ in range(rows)],
            "Beneficiary": names[1 : 2 * rows : 2],
            "Beneficiary Country": [rng.choice(("DE", "US", "GB", "TR", "CN")) for _ in range(rows)],
            "Beneficiary Bank BIC": [rng.choice(("DEUTDEFF", "CHASUS33", "BARCGB22")) for _ in range(rows)],
            "Amount": [round(rng.random() * 100_000, 2) for _ in range(rows)],
            "Currency": [rng.choice(("USD", "EUR", "GBP")) for _ in range(rows)],
            "Trade Date": [day + dt.timedelta(rng.randrange(30)) for _ in range(rows)],
            "Settlement Date": [day + dt.timedelta(32 + rng.randrange(5)) for _ in range(rows)],
            "Channel": [rng.choice(("swift", "sepa", "branch")) for _ in range(rows)],
            "Payment Details": [f"invoice {rng.randrange(10**6)}" for _ in range(rows)],
        }
    )


def _batches(table: pa.Table) -> Iterator[pa.RecordBatch]:
    keys = {
        KEYS[0]: pa.array([0] * table.num_rows, pa.int32()),
        KEYS[1]: pa.array(range(2, table.num_rows + 2), pa.int64()),
        KEYS[2]: pa.array([0] * table.num_rows, pa.int64()),
    }
    whole = pa.table({**keys, **{f"c{n}": column for n, column in enumerate(table.columns)}})
    yield from whole.combine_chunks().to_batches(_BATCH)


def worker(shared: Path, rows: int) -> dict[str, float]:
    """Rows whose names are known, and names that are new, against the SDN list; what opening, memory and output come to."""
    fresh = latin_names([each.name for each in Shared(shared).clean()], 2 * rows)
    known = [fresh[number % 1000] for number in range(2 * rows)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = Settings(as_of=dt.date(2021, 7, 7), actor="us_bank")
        opening = Opening(
            settings, (shared / _EDITION,), workspace=Workspace.at(place / "workspace"), allow_stale=True
        )
        source = place / "payments.parquet"
        parquet.write_table(payments(known), source)
        screener = opening.open()
        readings = screener.open_table(source, TableOptions()).readings()
        order = Order(opening, ground_of(screener), readings, (None,) * 12)
        opened, _ = _timed(order.screener)
        first = list(order.screened(_batches(payments(known[: 2 * _BATCH]))))
        again, _ = _timed(lambda: _consumed(order, known))
        anew, _ = _timed(lambda: _consumed(order, fresh))
        index = sum(each.stat().st_size for each in (place / "workspace" / "index").rglob("*.npy"))
        return {
            "row_us": 1e6 * again / rows,
            "name_us (SDN list)": 1e6 * (anew - again) / (2 * rows),
            "open_seconds": opened,
            "answer_bytes": _written(first) / _BATCH,
            "worker_mb (peak of the whole process)": (peak_memory() or 0) / 1e6,
            "index_mb (SDN list)": index / 1e6,
        }


def _consumed(order: Order, names: Sequence[str]) -> None:
    # As Spark does: an answer is given on before the next batch is taken.
    for _ in order.screened(_batches(payments(names))):
        pass


def changed(shared: Path, names: int) -> float:
    """Microseconds a name against so few entries as change at a time."""
    parties = [party(name) for name in latin_names([each.name for each in Shared(shared).clean()], names)]
    entries = list_of(Shared(shared), 40_000)[-_CHANGED:]
    matcher = Matcher(Listing.of(entries), MatchingSettings(), threads=1)
    spent, _ = _timed(lambda: matcher.match(parties))
    return 1e6 * spent / names


def large(shared: Path, names: int, count: int) -> dict[str, float]:
    """A name against a list of so many, real ones first and then made of their words; and the size of its index."""
    parties = [party(name) for name in latin_names([each.name for each in Shared(shared).clean()], names)]
    with tempfile.TemporaryDirectory() as folder:
        built = compile_list(Shared(shared), count, Path(folder))
        matcher = Matcher(open_listing(Path(folder), _KEY), MatchingSettings(), threads=1)
        spent, _ = _timed(lambda: matcher.match(parties))
    return {"name_us": 1e6 * spent / names, "index_mb": built["megabytes"], "build": built["build"]}


def _written(answers: Sequence[Any]) -> int:
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_batches(answers), stream)
    return stream.tell()


def _timed(work: Any) -> tuple[float, Any]:
    started = process_time()
    result = work()
    return process_time() - started, result


def main() -> None:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.per_core", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with bench/ and lists/ofac-sdn/")
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--lists", default="40000,400000,1000000", help="sizes of list, in names")
    asked = parser.parse_args()
    for name, figure in worker(asked.shared, asked.rows).items():
        print(f"{name:<50} {figure:>10,.1f}", flush=True)
    print(f"{f'changed_us ({_CHANGED} entries)':<50} {changed(asked.shared, asked.rows):>10,.1f}", flush=True)
    for count in (int(each) for each in asked.lists.split(",") if each):
        found = large(asked.shared, min(asked.rows, 20_000), count)
        told = (
            f"name_us, {count:,} names (index {found['index_mb']:,.0f} MB, made in {found['build']:,.0f} s)"
        )
        print(f"{told:<50} {found['name_us']:>10,.1f}", flush=True)


if __name__ == "__main__":
    main()

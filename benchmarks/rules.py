"""How fast the shipped rules answer: over encoded columns, as closures, and with every step explained.

    python -m benchmarks.rules [ROWS]

Rows are made up: two thirds payments, one third dealings in securities, with a share of matched
parties, so that each figure names the rows that it was taken on. Speed is counted in processor time of one process.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from screening.model import Cell, DateSpan, Fact, FactValue, Match, Party, Record, Role, Strength
from screening.resources import rules_dir
from screening.ruleset import Ruleset
from screening.ruleset.columns import Columns
from screening.ruleset.context import Context
from screening.ruleset.measure import Measure

CHUNK = 50_000
SAMPLE = 100_000
EXPLAINED = 10_000
MATCHED = 0.02
AS_OF = date(2021, 7, 1)
ACTOR = "us_bank"
SECURITIES = (
    "Apple Inc",
    "BMW 1.5% 2029",
    "OFZ 26238",
    "OFZ 26239",
    "ОФЗ 26235",
    "UST 2.25% 2041",
    "XS2000000005",
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Records and the matches of each."""

    records: list[Record]
    matches: list[Sequence[Match]]

    def __len__(self) -> int:
        return len(self.records)

    def taken(self, wanted: Callable[[Record, Sequence[Match]], bool]) -> "Rows":
        pairs = [pair for pair in zip(self.records, self.matches, strict=True) if wanted(*pair)]
        return Rows([record for record, _ in pairs], [found for _, found in pairs])


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    ruleset = Ruleset.load([rules_dir()])
    rng = random.Random(7)
    columns, encoding, sample = encoded(ruleset, count, rng)
    ruleset.evaluate_states(columns[0])

    seconds = min(timed(lambda: [ruleset.evaluate_states(each) for each in columns]) for _ in range(5))

    numbers = sum(each.nbytes for each in columns)
    print(f"{len(ruleset.rule_infos())} rules, {count:,} rows, {100 * MATCHED:g} % with a match")
    print(
        f"over columns, no traces: {count / seconds:,.0f} rows/s (best of 5); columns take {numbers / count:.0f} bytes a row"
    )
    print(f"encoding those columns: {count / encoding:,.0f} rows/s")
    report("conditions as closures, no traces", sample, closures(ruleset, sample))
    bare = sample.taken(lambda record, found: not found and "security" not in record.facts)
    report("evaluate, payments without matches", bare, timed(lambda: one_by_one(ruleset, bare)))
    report("evaluate, all rows", sample, timed(lambda: one_by_one(ruleset, sample)))
    report("evaluate_many, all rows", sample, timed(lambda: many(ruleset, sample)))
    explained(ruleset, sample, rng)


def explained(ruleset: Ruleset, sample: Rows, rng: random.Random) -> None:
    """Rows that matched a party, every rule that reaches them told with its trace."""
    matched = Rows(sample.records[:EXPLAINED], [[a_match(ruleset, rng)] for _ in range(EXPLAINED)])
    findings = sum(len(ruleset.evaluate(*pair, as_of=AS_OF, actor=ACTOR)) for pair in pairs(matched))
    seconds = timed(lambda: many(ruleset, matched))
    report(f"explained, a matched party each, {findings / EXPLAINED:.1f} findings a row", matched, seconds)


def report(what: str, rows: Rows, seconds: float) -> None:
    print(f"{what}: {len(rows) / seconds:,.0f} rows/s ({len(rows):,} rows)")


def encoded(ruleset: Ruleset, count: int, rng: random.Random) -> tuple[list[Columns], float, Rows]:
    """`count` rows as columns, a chunk each, the seconds that encoding took, and the first rows themselves."""
    columns: list[Columns] = []
    seconds = 0.0
    sample = Rows([], [])
    for start in range(0, count, CHUNK):
        rows = made(ruleset, min(CHUNK, count - start), rng)
        begun = time.process_time()
        columns.append(ruleset.columns(rows.records, rows.matches, as_of=AS_OF, actor=ACTOR))
        seconds += time.process_time() - begun
        if len(sample) < SAMPLE:
            sample.records.extend(rows.records)
            sample.matches.extend(rows.matches)
    return columns, seconds, sample


def closures(ruleset: Ruleset, rows: Rows) -> float:
    """Seconds for the conditions of every rule as three-valued closures, with no gate, no dates and no trace."""
    world = ruleset.world
    measures = [measure for rule in ruleset.rules if (measure := Measure(rule)).when is not None]

    def ask() -> None:
        for record, found in pairs(rows):
            context = Context(world, record, world.hits(found), world.readings(record), AS_OF, ACTOR)
            for measure in measures:
                context.anchor = measure.rule.temporal.anchor
                for part in (measure.when, measure.bound):
                    if part is not None:
                        part.state(context)

    return timed(ask)


def one_by_one(ruleset: Ruleset, rows: Rows) -> None:
    for record, found in pairs(rows):
        ruleset.evaluate(record, found, as_of=AS_OF, actor=ACTOR)


def many(ruleset: Ruleset, rows: Rows) -> None:
    ruleset.evaluate_many(rows.records, rows.matches, as_of=AS_OF, actor=ACTOR)


def pairs(rows: Rows) -> Iterator[tuple[Record, Sequence[Match]]]:
    return zip(rows.records, rows.matches, strict=True)


def timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def made(ruleset: Ruleset, count: int, rng: random.Random) -> Rows:
    records = [record(ruleset, number, rng) for number in range(count)]
    return Rows(records, [[a_match(ruleset, rng)] if rng.random() < MATCHED else [] for _ in records])


def record(ruleset: Ruleset, number: int, rng: random.Random) -> Record:
    """A payment, or every third row a dealing in a security."""
    day = date(2021, 1, 1) + timedelta(rng.randrange(700))
    facts: dict[str, FactValue] = {
        "trade_date": DateSpan.day(day),
        "currency": rng.choice(("USD", "EUR", "RUB")),
    }
    parties = [Party(Role.ORDERING_CUSTOMER, "A customer"), Party(Role.BENEFICIARY, "Another")]
    if number % 3 == 0:
        facts["settlement_date"] = DateSpan.day(day + timedelta(2))
        facts["security"] = rng.choice(SECURITIES)
        facts["activity"] = rng.choice(terms(ruleset, "activity"))
        facts["market"] = rng.choice(terms(ruleset, "market"))
        parties = [Party(Role.PARTY, "A counterparty"), Party(Role.ISSUER, "An issuer")]
    typed = {name: Fact(value, Cell("B7", name, str(value))) for name, value in facts.items()}
    return Record("made.xlsx", "Sheet1", number + 2, "", tuple(parties), typed)


def terms(ruleset: Ruleset, name: str) -> list[str]:
    field = ruleset.vocabulary.field(name)
    return [each.id for each in field.terms] if field is not None else []


def a_match(ruleset: Ruleset, rng: random.Random) -> Match:
    entity = rng.choice(ruleset.entities())
    role = rng.choice((Role.ISSUER, Role.BENEFICIARY, Role.PARTY))
    strength = rng.choice((Strength.CONFIRMED, Strength.POSSIBLE))
    return Match(role, entity.name, entity, entity.names[0], 100.0, strength, cell="C7")


if __name__ == "__main__":
    main()

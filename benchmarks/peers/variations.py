"""Makes the variations and negatives of the package `sanctions-screening-benchmark` from the csv files of an SDN edition.

    python variations.py FOLDER OUT.csv SEED...

OUT.csv: seed, type ("individual", "unknown" for organisations, "vessel", "aircraft"), query, expected (OFAC's number, empty
for a negative), kind of variation, and the primary name that the query was made from.
"""

import csv
import sys
from pathlib import Path

from ssb.benchmark import build
from ssb.sources import Entity, ListSnapshot, _parse_alt, _parse_sdn


class OfOneType(ListSnapshot):
    """The entries of one type, whose negatives must not be a name of any entry."""

    listed: set[str]

    def name_index(self) -> set[str]:
        return self.listed


def main() -> None:
    folder, out, seeds = Path(sys.argv[1]), Path(sys.argv[2]), map(int, sys.argv[3:])
    entities = _parse_sdn((folder / "sdn.csv").read_text(encoding="utf-8", errors="replace"))
    _parse_alt((folder / "alt.csv").read_text(encoding="utf-8", errors="replace"), entities)
    by_type: dict[str, list[Entity]] = {}
    for entity in entities.values():
        by_type.setdefault(entity.entity_type, []).append(entity)
    listed = ListSnapshot("ofac_sdn", "", list(entities.values())).name_index()
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["seed", "type", "query", "expected", "kind", "source"])
        for seed in seeds:
            for kind, members in sorted(by_type.items()):
                snapshot = OfOneType("ofac_sdn", "", members)
                snapshot.listed = listed
                for case in build(snapshot, limit=None, seed=seed, individuals_only=False).cases:
                    row = [case.query, case.expected_entity_id or "", case.perturbation, case.source_name]
                    writer.writerow([seed, kind, *row])


if __name__ == "__main__":
    main()

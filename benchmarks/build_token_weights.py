"""Builds the frozen table of word weights from lists of the U.S. Government, which are in the public domain.

    python benchmarks/build_token_weights.py LISTS_DIR > screening/matching/data/token_weights.tsv

LISTS_DIR holds `ofac-sdn/*/{sdn,alt}.csv`, `ofac-sdn/*/sdn.xml`, `ofac-cons/*/cons_{prim,alt}.csv` and `us-csl/*/consolidated.csv`.
A word counts once for each listed party that bears it, under any of its names, in any edition.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from math import log2
from pathlib import Path
from xml.etree import ElementTree

from screening.model import PartyKind
from screening.names import TokenKind, parse_name

_VERSION = "us-lists-2024-05.2"
_FEWEST = 2


def _csv_names(path: Path, publisher: str, column: int) -> Iterator[tuple[str, str, PartyKind]]:
    with path.open(encoding="latin-1", newline="") as stream:
        for row in csv.reader(stream):
            if len(row) > column:
                yield f"{publisher}:{row[0]}", row[column], PartyKind.ANY


def _xml_names(path: Path) -> Iterator[tuple[str, str, PartyKind]]:
    for _, entry in ElementTree.iterparse(path):
        if entry.tag.rpartition("}")[2] != "sdnEntry":
            continue
        uid = next((child.text for child in entry if child.tag.endswith("}uid")), "")
        for node in [entry, *(child for child in entry.iter() if child.tag.endswith("}aka"))]:
            last = next((child.text or "" for child in node if child.tag.endswith("}lastName")), "")
            first = next((child.text or "" for child in node if child.tag.endswith("}firstName")), "")
            kind = PartyKind.PERSON if first else PartyKind.ANY
            yield f"ofac:{uid}", f"{last}, {first}" if first else last, kind
        entry.clear()


def _csl_names(path: Path) -> Iterator[tuple[str, str, PartyKind]]:
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if "Treasury" in row["source"]:
                continue
            for name in (row["name"], *row["alt_names"].split(";")):
                yield f"csl:{row['_id']}", name.strip(), PartyKind.ANY


def _names(lists: Path) -> Iterator[tuple[str, str, PartyKind]]:
    for path in sorted(lists.glob("ofac-sdn/*/sdn.csv")) + sorted(lists.glob("ofac-cons/*/cons_prim.csv")):
        yield from _csv_names(path, "ofac", 1)
    for path in sorted(lists.glob("ofac-sdn/*/alt.csv")) + sorted(lists.glob("ofac-cons/*/cons_alt.csv")):
        yield from _csv_names(path, "ofac", 3)
    for path in sorted(lists.glob("ofac-sdn/*/sdn.xml")):
        yield from _xml_names(path)
    for path in sorted(lists.glob("us-csl/*/consolidated.csv")):
        yield from _csl_names(path)


def main() -> None:
    """Writes the table to standard output: sound of the word, and twice the binary logarithm of its count."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for party, text, kind in _names(Path(sys.argv[1])):
        for token in parse_name(text, kind).tokens:
            if token.kind is TokenKind.WORD:
                bearers[token.sound].add(party)
    sys.stdout.write(
        f"# version: {_VERSION}\n# sound of the word, 2 x log2 of the number of parties that bear it\n"
    )
    for sound in sorted(bearers):
        if len(bearers[sound]) >= _FEWEST:
            sys.stdout.write(f"{sound}\t{round(2 * log2(len(bearers[sound])))}\n")


if __name__ == "__main__":
    main()

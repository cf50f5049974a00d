"""Names of the real lists are read whole, whether or not the reader knows what kind of party they name."""

import csv
import html
import re
import time
from pathlib import Path

import pytest

from screening.model import PartyKind
from screening.names import LIGHT_KINDS, parse_name

_KINDS = {
    "Individual": PartyKind.PERSON,
    "Entity": PartyKind.ORGANIZATION,
    "Vessel": PartyKind.VESSEL,
    "Aircraft": PartyKind.AIRCRAFT,
}
_ENTRY = re.compile(r"<sdnEntry>.*?</sdnEntry>", re.DOTALL)


@pytest.fixture(scope="module")
def listed(shared: Path) -> list[tuple[str, PartyKind]]:
    """Every distinct name of one edition of the SDN list, persons as "SURNAME, Given"."""
    text = (shared / "lists/ofac-sdn/2024-05-07/sdn.xml").read_text(encoding="utf-8")
    names: dict[tuple[str, PartyKind], None] = {}
    for entry in _ENTRY.findall(text):
        kind = _KINDS[entry.partition("<sdnType>")[2].partition("<")[0]]
        before_aliases, *_ = entry.partition("<akaList>")
        given = before_aliases.partition("<firstName>")[2].partition("<")[0]
        surname = before_aliases.partition("<lastName>")[2].partition("<")[0]
        names[html.unescape(f"{surname}, {given}" if given else surname), kind] = None
    assert len(names) > 10_000
    return list(names)


@pytest.mark.shared
def test_every_listed_name_has_weight(listed: list[tuple[str, PartyKind]]) -> None:
    weightless = [
        text
        for text, kind in listed
        if not any(token.kind not in LIGHT_KINDS for token in parse_name(text, kind).tokens)
    ]

    assert weightless == []


@pytest.mark.shared
def test_every_listed_person_with_a_comma_has_a_known_surname(listed: list[tuple[str, PartyKind]]) -> None:
    without = [
        text
        for text, kind in listed
        if kind is PartyKind.PERSON and text.count(",") == 1 and not parse_name(text, kind).surname
    ]

    assert len(without) <= len(listed) // 1000, without


@pytest.mark.shared
def test_a_listed_name_folds_alike_where_its_kind_is_not_known(listed: list[tuple[str, PartyKind]]) -> None:
    differing = [text for text, kind in listed if parse_name(text).folded != parse_name(text, kind).folded]

    assert len(differing) / len(listed) < 0.015


@pytest.mark.shared
def test_original_scripts_of_the_un_list_never_become_empty(shared: Path) -> None:
    text = (shared / "lists/un/2026-02-27/consolidated.xml").read_text(encoding="utf-8")
    originals = re.findall(r"<NAME_ORIGINAL_SCRIPT>([^<]*)<", text)

    assert len(originals) > 300
    assert [name for name in originals if name.strip() and not parse_name(html.unescape(name)).core] == []


@pytest.mark.bench
@pytest.mark.shared
def test_names_are_read_fast_enough_for_a_million_rows(shared: Path) -> None:
    with (shared / "bench/clean_persons_dev.csv").open(encoding="utf-8", newline="") as file:
        names = [row["full_name"] for row in csv.DictReader(file)]
    parse_name("ООО warm")
    start = time.process_time()
    for name in names:
        parse_name(name)

    assert len(names) / (time.process_time() - start) > 15_000

"""A territory under an embargo of its own is found wherever a row names it, and only there."""

from pathlib import Path

import pytest

from screening.model import Record, Tristate, Vocabulary
from screening.resources import rules_dir
from screening.ruleset import Ruleset
from screening.tables import open_table
from screening.tables.territories import Territories


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Ruleset.load([rules_dir()]).vocabulary


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Lenina 4, Simferopol, CRIMEA 295006", ("crimea",)),
        ("поставка в Республику Крым", ("crimea",)),
        ("г. Севастополь, ул. Ленина", ("sevastopol",)),
        ("м. Донецьк", ("donetsk",)),
        ("goods for Donetsk and Lugansk", ("donetsk", "luhansk")),
        ("克里米亚项目", ("crimea",)),
        ("Crimée", ("crimea",)),
        ("QIRIM", ("crimea",)),
        ("Krimmel Strasse", ()),
        ("DPR Korea", ()),
        ("Boulevard de Sébastopol, Paris", ()),
        ("крымский мост", ()),
    ],
)
def test_a_territory_is_named_by_whole_words_in_any_language(vocabulary, text, terms):
    assert Territories(vocabulary).named(text) == terms


def _record(path: Path, header: str, line: str, vocabulary: Vocabulary) -> Record:
    path.write_text(f"{header}\n{line}\n", encoding="utf-8")
    (row,) = open_table(path, vocabulary).rows()
    assert isinstance(row, Record)
    return row


@pytest.mark.parametrize(
    ("header", "line", "territory", "cell"),
    [
        ("Name,Country", "Harbour Bakery,Crimea", "crimea", "B2"),
        ("Name,Payment details", "Harbour Bakery,wine from Sevastopol in Crimea", "sevastopol", "B2"),
        ("Name,Address", 'Harbour Bakery,"Artema 1, Донецк"', "donetsk", "B2"),
        ("Name,Address,Payment details", "Harbour Bakery,Donetsk,to Luhansk", "several_named", "B2"),
        ("Name,Country", "Harbour Bakery,Ukraine", "none_named", None),
    ],
)
def test_the_row_states_the_territory_that_it_names(vocabulary, tmp_path, header, line, territory, cell):
    fact = _record(tmp_path / "rows.csv", header, line, vocabulary).facts["territory"]

    assert fact.value == territory
    assert (fact.cell.ref if fact.cell else None) == cell


def test_a_row_that_could_not_name_one_states_nothing(vocabulary, tmp_path):
    record = _record(tmp_path / "rows.csv", "Name,Amount", "Harbour Bakery,7", vocabulary)

    assert "territory" not in record.facts


def test_sevastopol_lies_in_crimea_and_several_may(vocabulary):
    assert vocabulary.is_a("territory", "sevastopol", "crimea") is Tristate.TRUE
    assert vocabulary.is_a("territory", "several_named", "crimea") is Tristate.UNKNOWN
    assert vocabulary.is_a("territory", "none_named", "crimea") is Tristate.FALSE

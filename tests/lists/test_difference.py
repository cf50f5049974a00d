"""What sets two editions apart, and what does not."""

import csv
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from screening.errors import UsageError
from screening.lists import ListSnapshot, compare, load_list
from screening.model import (
    Address,
    AliasQuality,
    ChangeKind,
    EntityName,
    FieldChange,
    ListDifference,
    NameKind,
)
from screening.report import ReportFormat, write_difference
from tests.lists.conftest import FIXTURES


@pytest.fixture(scope="module")
def edition() -> ListSnapshot:
    return load_list(FIXTURES / "ofac-sdn-xml")


def edited(edition: ListSnapshot, **changes: object) -> ListSnapshot:
    """The edition with its first entity changed."""
    first = replace(edition.entities[0], **changes)  # type: ignore[arg-type]
    return replace(edition, entities=(first, *edition.entities[1:]))


def test_another_file_format_of_the_same_entries_is_no_difference(edition: ListSnapshot):
    difference = compare(edition, load_list(FIXTURES / "ofac-sdn-csv"))

    assert (difference.changes, difference.unchanged) == ((), 8)


def test_case_punctuation_and_order_are_no_difference(edition: ListSnapshot):
    first = edition.entities[0]
    written = edited(
        edition,
        names=tuple(replace(each, text=each.text.replace(",", " ,").upper()) for each in first.names),
        addresses=tuple(reversed([replace(each, text=f"{each.text}.") for each in first.addresses])),
        remarks="; ".join(reversed(first.remarks.split("; "))),
    )

    assert compare(edition, written).changes == ()


def test_what_changed_is_told_with_what_was_gained_and_lost(edition: ListSnapshot):
    first = edition.entities[0]
    alias = EntityName("A NEW SPELLING", NameKind.AKA, AliasQuality.WEAK)
    changed = edited(
        edition,
        names=(*first.names, alias),
        programs=("NEW",),
        addresses=(Address("1 New Street, Moscow, Russia", "RU"),),
        listed_on=date(2021, 4, 15),
    )

    (change,) = compare(edition, changed).changes

    told = {each.field: each for each in change.fields}
    assert change.kind is ChangeKind.CHANGED
    assert told["names"] == FieldChange("names", gained=("A NEW SPELLING (aka, weak)",))
    assert told["programmes"] == FieldChange("programmes", ("NEW",), first.programs)
    assert told["addresses"].gained == ("1 New Street, Moscow, Russia",)
    assert told["listing date"].gained == ("2021-04-15",)


def test_an_alias_that_becomes_weak_is_a_change(edition: ListSnapshot):
    name = next(each for each in edition.entities if len(each.names) > 1)
    weak = replace(
        name, names=(name.names[0], *(replace(each, quality=AliasQuality.WEAK) for each in name.names[1:]))
    )
    other = replace(
        edition, entities=tuple(weak if each.id == name.id else each for each in edition.entities)
    )

    assert [each.field for change in compare(edition, other).changes for each in change.fields] in (
        [],
        ["names"],
    )
    assert bool(compare(edition, other).changes) == (weak != name)


def test_who_came_and_who_went(edition: ListSnapshot):
    shorter = replace(edition, entities=edition.entities[1:])

    assert [each.kind for each in compare(edition, shorter).changes] == [ChangeKind.REMOVED]
    assert [each.kind for each in compare(shorter, edition).changes] == [ChangeKind.ADDED]


def test_two_lists_are_not_two_editions(edition: ListSnapshot):
    with pytest.raises(UsageError, match="two lists"):
        compare(edition, load_list(FIXTURES / "ofac-cons-csv"))


def test_a_difference_is_written_as_workbook_lines_and_csv(edition: ListSnapshot, tmp_path: Path):
    difference = compare(replace(edition, entities=edition.entities[1:]), edited(edition, gender="=1+1"))
    difference = replace(
        difference, changes=(*difference.changes, *compare(edition, edited(edition, title="=cmd")).changes)
    )
    for kind in (ReportFormat.XLSX, ReportFormat.JSONL, ReportFormat.CSV):
        write_difference(tmp_path / f"diff.{kind}", kind, difference, date(2021, 7, 7))

    book = openpyxl.load_workbook(tmp_path / "diff.xlsx")
    lines = [json.loads(line) for line in (tmp_path / "diff.jsonl").read_text(encoding="utf-8").splitlines()]
    with (tmp_path / "diff.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert book.sheetnames == ["Difference", "Added", "Removed", "Changed"]
    assert [line["change"] for line in lines] == [row["change"] for row in rows] == ["added", "changed"]
    assert lines[1]["fields"]["title"]["gained"] == ["=cmd"]
    assert not rows[1]["gained"].startswith("=")


@pytest.fixture(scope="module")
def spring_of_2021(shared: Path) -> ListDifference:
    lists = shared / "lists" / "ofac-sdn"
    return compare(load_list(lists / "2021-03-10"), load_list(lists / "2021-07-07"))


@pytest.mark.shared
def test_the_thirty_two_of_15_april_are_thirty_added_and_two_designated_again(spring_of_2021: ListDifference):
    target = Path(__file__).parents[2] / "rules" / "targets" / "us-election-2021-04-15.yaml"
    named = set(re.findall(r"us-ofac:\d+", target.read_text(encoding="utf-8")))
    kinds = {each.entity.id: each.kind for each in spring_of_2021.changes if each.entity.id in named}

    assert Counter(kinds.values()) == {ChangeKind.ADDED: 30, ChangeKind.CHANGED: 2}
    again = {each for each, kind in kinds.items() if kind is ChangeKind.CHANGED}
    assert again == {"us-ofac:16689", "us-ofac:26235"}
    for each in spring_of_2021.changes:
        if each.entity.id in again:
            gained = next(field.gained for field in each.fields if field.field == "programmes")
            assert "ELECTION-EO13848" in gained


@pytest.mark.shared
def test_xml_against_csv_shows_only_what_ofac_changed(spring_of_2021: ListDifference):
    assert len(spring_of_2021.of(ChangeKind.CHANGED)) == 37
    assert (len(spring_of_2021.of(ChangeKind.ADDED)), len(spring_of_2021.of(ChangeKind.REMOVED))) == (214, 70)


@pytest.mark.shared
def test_what_a_file_format_does_not_carry_is_not_compared_and_said(shared: Path):
    lists = shared / "lists" / "ofac-cons"

    difference = compare(load_list(lists / "2024-05-06"), load_list(lists / "2025-01-10"))

    assert {"legal basis", "listing date", "relations"} <= set(difference.not_compared)
    assert "listing date" not in difference.changed_fields()
    assert difference.unchanged > 300


@pytest.mark.shared
@pytest.mark.slow
def test_identifiers_and_programmes_gained_over_three_years_are_told(shared: Path):
    lists = shared / "lists" / "ofac-sdn"
    difference = compare(load_list(lists / "2021-07-07"), load_list(lists / "2024-05-07"))
    changes = {each.entity.id: each for each in difference.changes}

    def crypto(entity: object) -> int:
        return sum(each.kind == "crypto_address" for each in entity.identifiers)  # type: ignore[attr-defined]

    (southfront,) = (each for each in changes.values() if each.entity.name == "SOUTHFRONT")
    told = {each.field: each for each in southfront.fields}
    assert (crypto(southfront.before), crypto(southfront.after)) == (3, 10)
    assert sum("crypto address" in each for each in told["identifiers"].gained) == 7
    (fsb,) = (each for each in changes.values() if each.entity.name == "FEDERAL SECURITY SERVICE")
    gained = next(each.gained for each in fsb.fields if each.field == "programmes")
    assert {"RUSSIA-EO14024", "HOSTAGES-EO14078"} <= set(gained)

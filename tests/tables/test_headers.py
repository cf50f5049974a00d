"""Headers of real exports, each with the field it must be read as; a third of them was held back while the words were chosen."""

import csv
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from screening.model import Vocabulary
from screening.tables.headers import ACCEPTED_SIMILARITY, AliasIndex, fold_header

LABELLED = Path(__file__).with_name("headers.csv")


def _labelled(*, held_back: bool) -> list[tuple[str, frozenset[str]]]:
    """(header, fields that are right for it; "none" for unread): a hash of the header says to which half it belongs."""
    with LABELLED.open(encoding="utf-8", newline="") as stream:
        return [
            (row["header"], frozenset(row["field"].split(" or ")))
            for row in csv.DictReader(stream)
            if (hashlib.sha256(row["header"].encode()).digest()[0] % 3 == 0) is held_back
        ]


def _read_as(index: AliasIndex, header: str) -> str:
    found = index.candidates(header)
    return found[0].field.id if found and found[0].similarity >= ACCEPTED_SIMILARITY else "none"


@pytest.mark.parametrize("held_back", [False, True])
def test_labelled_headers_are_read_rightly_or_not_at_all(vocabulary: Vocabulary, held_back: bool) -> None:
    index = AliasIndex(vocabulary)
    labelled = _labelled(held_back=held_back)

    read = [(header, _read_as(index, header), right) for header, right in labelled]

    outcome = Counter(
        "right" if got in right else "unread" if got == "none" else "wrong" for _, got, right in read
    )
    assert [each for each in read if each[1] != "none" and each[1] not in each[2]] == []
    assert outcome["right"] >= 0.95 * len(labelled) >= 250


def test_no_word_of_a_header_means_two_things(vocabulary: Vocabulary) -> None:
    meant: dict[str, set[str]] = {}
    for concept, words in vocabulary.header_words.words:
        for word in words:
            meant.setdefault(fold_header(word).replace(" ", ""), set()).add(concept)

    assert {word: concepts for word, concepts in meant.items() if len(concepts) > 1} == {}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Kreditkartennummer", "none"),
        ("Empfaengerbank", "beneficiary_bank"),
        ("Empfängerbankland", "beneficiary_bank_country"),
        ("PAYERNAME", "ordering_customer"),
        ("Recipint Country", "beneficiary_country"),
        ("Beneficiary (bank fee)", "none"),
        ("Beneficiary (see note)", "beneficiary"),
        ("수취인 / Beneficiary", "beneficiary"),
        ("Beneficiary / Ordering customer", "none"),
        ("Ownership", "none"),
    ],
)
def test_a_header_is_read_by_its_words(vocabulary: Vocabulary, header: str, field: str) -> None:
    assert _read_as(AliasIndex(vocabulary), header) == field


def test_a_word_that_is_not_known_makes_a_question_of_a_header(vocabulary: Vocabulary) -> None:
    (best, *_) = AliasIndex(vocabulary).candidates("Beneficiary Zorblax")

    assert best.field.id == "beneficiary"
    assert best.similarity < ACCEPTED_SIMILARITY

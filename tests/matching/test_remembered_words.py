"""What a matcher remembers of words from one batch to the next changes no answer."""

from random import Random

import numpy as np
import pytest

from screening.matching import Matcher
from screening.matching.batch import Batch
from screening.matching.grown import Grown
from screening.matching.profile import profile
from screening.matching.reading import Reader
from screening.model import Match, PartyKind
from screening.names import parse_name
from screening.settings import MatchingSettings
from tests.matching.conftest import ENTITIES, party

_NAMES = (
    "Aleksandr Bortnikov",
    "BORTNIKOV, Aleksandr Vasilievich",
    "Bortnikow Alexander",
    "OOO  Rossiya",
    "Bank Rossiya S.A.",
    "South-Front",
    "Front South",
    "al Taliban",
    "A. V. Bortnikov",
    "n",
    "###",
    "Бортников Александр",
    "Shipping Rossiya Co., Ltd.",
)


def _answers(found: list[tuple[Match, ...]]) -> list[list[tuple[str, float, str]]]:
    return [[(match.entity.id, match.score, match.why) for match in matches] for matches in found]


@pytest.mark.parametrize("most", [0, 5, 1 << 18])
def test_names_in_small_batches_are_answered_as_in_one(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    parties = [party(name) for name in Random(3).sample(_NAMES, len(_NAMES))]
    together = Matcher(ENTITIES, MatchingSettings()).match(parties)
    monkeypatch.setattr("screening.matching.matcher._WORDS", most)
    matcher = Matcher(ENTITIES, MatchingSettings())

    one_by_one = [matcher.match([each])[0] for each in parties]

    assert _answers(one_by_one) == _answers(together)
    assert any(one_by_one)


def test_a_reader_that_met_other_names_reads_a_name_as_a_new_one_does() -> None:
    names = [
        (name, kind) for name in _NAMES for kind in (PartyKind.ANY, PartyKind.PERSON, PartyKind.ORGANIZATION)
    ]
    reader = Reader()
    Batch(names[::-1], reader)

    known, new = Batch(names, reader), Batch(names)

    assert [known.tokens[word] for word in known.words] == [new.tokens[word] for word in new.words]
    assert known.starts.tolist() == new.starts.tolist()
    assert known.weights.tolist() == new.weights.tolist()


def test_columns_keep_what_they_hold_while_they_grow() -> None:
    grown = Grown(2, np.dtype(np.int64))
    for start in range(0, 5000, 500):
        numbers = np.arange(start, start + 500)
        grown.extend([numbers, -numbers])

    assert len(grown) == 5000
    assert grown.at(np.array([0, 1234, 4999])).tolist() == [[0, 1234, 4999], [0, -1234, -4999]]


@pytest.mark.parametrize(
    "name", ["INVERSORA P S.A.", "G.L.G. S.A.", "P. S.A.", "A.B. s.a. Trade", "Inversora P S.A., Ltd."]
)
def test_points_between_letters_part_a_legal_form_in_a_batch_as_in_a_name(name: str) -> None:
    batch = Batch([(name, PartyKind.ANY)])

    words = [batch.tokens[word].text for word in batch.words.tolist()]

    assert words == [token.text for token in profile(parse_name(name)).tokens]

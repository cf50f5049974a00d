"""What is worked out for many words at once against the same for each by itself."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from screening.matching.features import Features
from screening.matching.hashing import hashed
from screening.matching.lexemes import Letters
from screening.matching.looks import Looks
from screening.matching.similarity import clipped, headless, is_bare, shape, similarity, skeleton
from screening.matching.word_pairs import (
    alike_by_letters,
    alike_by_reading,
    alike_by_sound,
    only_by_letters,
    only_by_reading,
    only_by_sound,
)
from screening.names import Token, TokenKind, agreement, heard_consonants, parse_name
from screening.names.tokens import token

_texts = st.one_of(
    st.text(alphabet="aeinrmstz1", min_size=1, max_size=10),
    st.sampled_from(
        [
            "ali",
            "aly",
            "mhmd",
            "muhammad",
            "mohamad",
            "ivanovich",
            "ivanovych",
            "corner",
            "comer",
            "jiang",
            "jiong",
            "russia",
            "rusia",
            "kirov",
            "kirof",
            "abdulrahman",
            "abdurrahman",
            "alexander",
            "aleksandr",
            "oleksandr",
            "fawaz",
            "fouaz",
            "yaqubi",
            "yaghoubi",
            "hajij",
            "hejeij",
            "rossi",
            "rossiya",
            "27",
            "u13000",
            "ubaydi",
            "byd",
            "bd",
            "abd",
            "li",
            "sw",
            "swe",
            "azz",
            "aziz",
            "zavod",
            "plant",
            "factory",
            "german",
            "x" * 260,
            "y" + "x" * 259,
        ]
    ),
)
_words = st.lists(_texts, min_size=1, max_size=8)


@given(words=_words)
def test_words_look_together_as_each_looks_alone(words: list[str]) -> None:
    looks = Looks.of(words)

    assert looks.shapes == [shape(word) for word in words]
    assert looks.skeletons == [skeleton(word) for word in words]
    assert looks.bare == [is_bare(word) for word in words]


@given(words=_words)
def test_the_columns_of_words_are_what_is_said_of_each(words: list[str]) -> None:
    tokens = [token(word) for word in words]
    words = [each.text for each in tokens]

    features = Features.of(tokens)

    assert features.texts.tolist() == hashed(words)[0].tolist()
    assert features.headless.tolist() == hashed([headless(word) for word in words])[0].tolist()
    assert features.clipped.tolist() == hashed([clipped(word) for word in words])[0].tolist()
    assert features.heard.tolist() == hashed([heard_consonants(word) for word in words])[0].tolist()
    assert features.vowels.tolist() == [len(re.findall("[aeiouy]+", word)) for word in words]


@given(ours=_words, theirs=_words)
def test_pairs_judged_by_their_letters_together_are_as_alike_as_one_by_one(
    ours: list[str], theirs: list[str]
) -> None:
    pairs = [(one, other) for one in map(token, ours) for other in map(token, theirs)]
    queries, words = ([pair[side] for pair in pairs] for side in (0, 1))
    mine, other = Features.of(queries), Features.of(words)

    plain = np.flatnonzero(only_by_letters(mine, other))
    letters = Letters.of(queries).at(plain), Letters.of(words).at(plain)
    alike = alike_by_letters(mine.at(plain), other.at(plain), *letters)

    assert alike.tolist() == [similarity(queries[pair], words[pair])[0] for pair in plain]


@given(ours=_words, theirs=_words)
def test_pairs_judged_by_their_sound_together_are_as_alike_as_one_by_one(
    ours: list[str], theirs: list[str]
) -> None:
    pairs = [(one, other) for one in map(token, ours) for other in map(token, theirs)]
    queries, words = ([pair[side] for pair in pairs] for side in (0, 1))
    mine, other = Features.of(queries), Features.of(words)

    plain = np.flatnonzero(only_by_sound(mine, other))
    alike = alike_by_sound(mine.at(plain), other.at(plain))

    assert alike.tolist() == [similarity(queries[pair], words[pair])[0] for pair in plain]


@given(
    ours=st.lists(
        st.sampled_from(["حسن", "حسین", "محمد", "השמן", "習", "金", "मोहन", "Ελένη", "Дж", "завод"])
    ),
    theirs=_words,
)
def test_pairs_that_are_the_same_only_by_a_reading_are_not_without_one(
    ours: list[str], theirs: list[str]
) -> None:
    written = [token for each in ours for token in parse_name(each).tokens]
    pairs = [(one, other) for one in written for other in map(token, theirs)]
    mine, other = (Features.of([pair[side] for pair in pairs]) for side in (0, 1))

    only = only_by_reading(mine, other)
    judged = [pair for pair, judged in zip(pairs, only, strict=True) if judged]
    letters = (Letters.of([pair[side] for pair in judged]) for side in (0, 1))
    alike = alike_by_reading(mine.at(np.flatnonzero(only)), other.at(np.flatnonzero(only)), *letters)

    assert [similarity(*pair)[0] for pair in judged] == [
        score if agreement(one.written, other.text) else 0
        for score, (one, other) in zip(alike.tolist(), judged, strict=True)
    ]


def test_words_that_are_the_same_in_letters_and_not_in_sound_are_not_judged_by_their_letters() -> None:
    form = Token("company", "companyus", TokenKind.WORD)

    plain = only_by_letters(Features.of([token("company")]), Features.of([form]))

    assert plain.tolist() == [False]


def test_words_of_weight_are_judged_by_their_letters_and_numbers_and_syllables_are_not() -> None:
    bortnikov, bortnikot, jiang, jiong = map(token, ("bortnikov", "bortnikot", "jiang", "jiong"))
    number = token("27", TokenKind.NUMBER)

    plain = only_by_letters(
        Features.of([bortnikov, token("sasha"), jiang, number]),
        Features.of([bortnikot, token("alexander"), jiong, bortnikov]),
    )

    assert plain.tolist() == [True, True, False, False]

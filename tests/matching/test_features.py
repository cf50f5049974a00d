"""What is worked out for many words at once against the same for each by itself."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from screening.matching.features import (
    Features,
    alike_by_edits,
    alike_by_sound,
    only_by_edits,
    only_by_reading,
    only_by_sound,
)
from screening.matching.similarity import Looks, is_bare, shape, similarity, skeleton
from screening.names import Token, TokenKind, agreement, parse_name
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


@given(ours=_words, theirs=_words)
def test_pairs_judged_by_their_edits_together_are_as_alike_as_one_by_one(
    ours: list[str], theirs: list[str]
) -> None:
    pairs = [(one, other) for one in map(token, ours) for other in map(token, theirs)]
    queries, words = ([pair[side] for pair in pairs] for side in (0, 1))
    mine, other = _features(queries), _features(words)

    plain = np.flatnonzero(only_by_edits(mine, other))
    alike = alike_by_edits(
        mine.at(plain), other.at(plain), [queries[pair] for pair in plain], [words[pair] for pair in plain]
    )

    assert alike.tolist() == [similarity(queries[pair], words[pair])[0] for pair in plain]


@given(ours=_words, theirs=_words)
def test_pairs_judged_by_their_sound_together_are_as_alike_as_one_by_one(
    ours: list[str], theirs: list[str]
) -> None:
    pairs = [(one, other) for one in map(token, ours) for other in map(token, theirs)]
    queries, words = ([pair[side] for pair in pairs] for side in (0, 1))
    mine, other = _features(queries), _features(words)

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
    mine, other = (_features([pair[side] for pair in pairs]) for side in (0, 1))

    judged = [pairs[pair] for pair in np.flatnonzero(only_by_reading(mine, other))]

    assert [similarity(*pair)[0] > 0 for pair in judged] == [
        agreement(one.written, other.text) > 0 for one, other in judged
    ]


def test_words_one_edit_apart_are_judged_by_their_edits_and_forms_of_a_given_name_are_not() -> None:
    bortnikov, bortnikot, alexander = token("bortnikov"), token("bortnikot"), token("alexander")
    sasha, number = token("sasha"), token("27", TokenKind.NUMBER)

    plain = only_by_edits(
        _features([bortnikov, bortnikov, sasha, number]),
        _features([bortnikot, alexander, alexander, bortnikov]),
    )

    assert plain.tolist() == [True, True, False, False]


def _features(tokens: list[Token]) -> Features:
    return Features.of(tokens, Looks.of([token.text for token in tokens]))

"""Many pairs of words of two scripts are judged at once as each of them is by itself."""

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from screening.matching.hashing import Ints
from screening.matching.lexemes import Letters
from screening.matching.other_scripts import spells
from screening.names import Token, TokenKind, agreement, parse_name, parts_of

_WRITTEN = (
    "حسین",
    "قذافي",
    "נתניהו",
    "नरेन्द्र",
    "หลีกภัย",
    "παπανδρεου",
    "プーチン",
    "·普京",
    "·트럼프",
    "정",
    "习",
    "王",
)
_SIGNS = "ابتحدرسعفقكلمنهويאבגדהוזחטיכלמנसमरनกขครลอาиџайэй习王金"


def _word(text: str, written: str = "") -> Token:
    return Token(text, text, TokenKind.WORD, "", written)


def _letters(latin: list[str]) -> Callable[[Ints], Letters]:
    return Letters.of(list(map(_word, latin))).at


def _spelled(written: list[str], latin: list[str]) -> list[list[bool]]:
    ours, theirs = np.divmod(np.arange(len(written) * len(latin)), len(latin))
    found = spells([_word("x", each) for each in written], _letters(latin), ours, theirs)
    return found.reshape(len(written), len(latin)).tolist()


@given(st.data())
def test_of_many_pairs_those_are_found_that_agree_one_by_one(data: st.DataObject) -> None:
    written = data.draw(
        st.lists(st.sampled_from(_WRITTEN) | st.text(_SIGNS, min_size=1, max_size=9), min_size=1)
    )
    drawn = ["".join(data.draw(st.sampled_from(part)) for part in parts_of(each)) for each in written]
    noise = data.draw(st.lists(st.text("aeioumnkhsgt1", min_size=1, max_size=70)))
    latin = [*filter(None, drawn), *noise, "x"]

    found = _spelled(written, latin)

    assert found == [[agreement(one, other) > 0 for other in latin] for one in written]


def test_a_word_of_any_length_is_read() -> None:
    written = "习"

    assert _spelled([written], ["xi", "xi" * 40, "hsi"]) == [[True, False, True]]
    assert (
        spells([_word("x", written)], _letters(["xi"]), np.empty(0, np.int64), np.empty(0, np.int64)).tolist()
        == []
    )


def test_a_name_in_its_own_script_is_spelled_by_its_usual_romanisation() -> None:
    (written,) = parse_name("حسین").tokens

    assert spells(
        [written], _letters(["hossein", "hassan"]), np.array([0, 0]), np.array([0, 1])
    ).tolist() == [
        True,
        False,
    ]

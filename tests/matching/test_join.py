"""The word join against comparing every word with every word."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from screening.matching.join import WordIndex
from screening.matching.similarity import allowed_edits, shape, similarity
from screening.names import Token, TokenKind

_words = st.lists(st.text(alphabet="abcd", min_size=1, max_size=12), min_size=1, max_size=12, unique=True)


def _tokens(words: list[str]) -> list[Token]:
    return [Token(word, word, TokenKind.WORD) for word in words]


def _pairs(words: list[Token], queries: list[Token]) -> set[tuple[int, int, int]]:
    return set(zip(*(each.tolist() for each in WordIndex.of(words).join(queries)), strict=True))


@given(queries=_words, words=_words)
def test_the_join_finds_every_similar_pair_and_no_other(queries: list[str], words: list[str]) -> None:
    ours, theirs = _tokens(queries), _tokens(words)

    found = _pairs(theirs, ours)

    assert found == {
        (i, j, alike)
        for i, query in enumerate(ours)
        for j, word in enumerate(theirs)
        if (alike := similarity(query, word)[0])
    }


@given(
    a=st.text(alphabet="bdfg", min_size=1, max_size=12), b=st.text(alphabet="bdfg", min_size=1, max_size=12)
)
def test_words_farther_apart_than_their_length_allows_are_different_save_for_a_doubled_letter(
    a: str, b: str
) -> None:
    alike, _ = similarity(*_tokens([a, b]))

    near = OSA.distance(a, b) <= allowed_edits(min(len(a), len(b)))
    assert bool(alike) == (near or shape(a) == shape(b))


def test_a_five_letter_word_may_carry_one_edit_and_not_two() -> None:
    rossi, rossa, rossiya = _tokens(["rossi", "rossa", "rossiya"])

    assert similarity(rossi, rossa)[0] > 0
    assert similarity(rossi, rossiya)[0] == 0


def test_an_empty_list_and_an_empty_query_join_to_nothing() -> None:
    assert _pairs([], _tokens(["abc", "abcdef"])) == set()
    assert _pairs(_tokens(["abcdef"]), []) == set()


def test_a_pair_at_the_very_limit_of_its_edits_is_found() -> None:
    # rapidfuzz 3.14 gives a pair at its cutoff as 0 where the cutoff is a share: whole edits are compared instead.
    at_the_limit = [("abcde", "abcdx"), ("abcdefg", "abcdexy"), ("abcd", "abc")]

    found = [_pairs(_tokens([word]), _tokens([query])) for query, word in at_the_limit]

    assert [bool(pairs) for pairs in found] == [True, True, False]

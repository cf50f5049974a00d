"""What words carry, worked out for many at once, against what is said of each by itself."""

from hypothesis import given
from hypothesis import strategies as st

from screening.matching.establishments import is_establishment
from screening.matching.light import may_be_light
from screening.matching.trailing import may_trail
from screening.matching.vocabulary import Carried
from screening.matching.weights import contradicting_weight, omitted_weight, weight_of
from screening.names import Token, TokenKind, begins_a_form, is_title_anywhere
from screening.names.tokens import token

_TEXTS = st.one_of(
    st.text(alphabet="aeilmnorst1", min_size=1, max_size=9),
    st.sampled_from(
        [
            *("sheikh", "shkh", "prof", "engineer", "limit", "compan", "ltsa", "lts", "branch", "filial"),
            *("dubai", "russia", "russian", "bank", "ivanovich", "aleksandrovna", "alexander", "27", "zavod"),
        ]
    ),
)


@given(texts=st.lists(_TEXTS, max_size=6), kind=st.sampled_from(list(TokenKind)), listed=st.booleans())
def test_what_a_word_costs_does_not_depend_on_the_words_beside_it(
    texts: list[str], kind: TokenKind, listed: bool
) -> None:
    words = [token(text)._replace(kind=kind) for text in texts]

    carried = Carried.by(words, listed)

    assert carried.weights.tolist() == list(map(weight_of, words))
    least = [0 if _costs_nothing(word, listed) else weight_of(word) for word in words]
    pairs = list(zip(words, least, strict=True))
    assert carried.omissible.tolist() == [omitted_weight(*pair) for pair in pairs]
    assert carried.contradicting.tolist() == [
        weight and contradicting_weight(word, weight) for word, weight in pairs
    ]
    assert carried.establishes.tolist() == [not listed and is_establishment(word) for word in words]
    assert carried.trailing.tolist() == [not listed and may_trail(word) for word in words]
    assert carried.first.tolist() == [ord(word.text[0]) for word in words]


def _costs_nothing(word: Token, listed: bool) -> bool:
    ours = is_title_anywhere(word) or begins_a_form(word.text) or is_establishment(word)
    return may_be_light(word) or (not listed and ours)

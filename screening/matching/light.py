"""Words left over in one name that the other has as a title or a particle: they are no word more, and tell nothing."""

from collections.abc import Sequence
from functools import cache, lru_cache

from screening.matching.profile import Profile
from screening.matching.similarity import is_bare, shape, skeleton
from screening.names import Token, TokenKind, light_words

_LIGHT = frozenset({TokenKind.TITLE, TokenKind.PARTICLE})
_CONSONANTS = 3
"""A title is known by its consonants alone ("shkh") where it has so many; or one fewer and no vowel before them, in a word of four letters ("hji" for "haji")."""

_ARTICLES, _LINK = frozenset({"al", "el", "ul"}), "l"
"""The Arabic article, of which "'Abd 'l-Karim" leaves one letter."""

_INITIALS = {"a": "al", "t": "the"}
"""Articles that an organisation's name may begin with, by the initial that is left of them: "T. Business Centre"."""


def without_light(name: Profile, left: Sequence[int], other: Profile) -> tuple[int, ...]:
    """The indexes in `left` without those of words that stand in the other name as a title or a particle.

    "JELASSI, Ben Belkassem" begins with what is a particle in "JELASSI, Riadh Ben Belkassem". Each of the other name's words
    excuses one of ours.
    """
    doubtful = [index for index in left if may_be_light(name.tokens[index])]
    if not doubtful:
        return tuple(left)
    light = [token.text for token in other.tokens if token.kind in _LIGHT]
    kept = list(left)
    if left[0] == 0 and _is_article(name, other):
        light.remove(other.tokens[0].text)
        kept.remove(0)
    for index in doubtful:
        if index not in kept:
            continue
        found = next((text for text in light if _spells(name.tokens[index], text)), None)
        if found is not None:
            light.remove(found)
            kept.remove(index)
    return tuple(kept)


@lru_cache(maxsize=1 << 17)
def may_be_light(token: Token) -> bool:
    """Could a word of weight be a title or a particle in another name, with or without its vowels?"""
    if token.kind is TokenKind.INITIAL:
        return token.text == _LINK or token.text in _INITIALS
    if token.kind is not TokenKind.WORD:
        return False
    if not token.text.isalpha():
        return shape(token.text) in _shapes()
    return token.text in light_words() or (_bare(token) and skeleton(token.text) in _skeletons())


def _is_article(name: Profile, other: Profile) -> bool:
    # Is our first word the initial of the article that the other name begins with?
    first, article = name.tokens[0], other.tokens[:1]
    initial = _INITIALS.get(first.text) if first.kind is TokenKind.INITIAL else None
    stands = any(each.text == initial and each.kind in _LIGHT for each in article)
    return stands and (name.organization or other.organization)


def _spells(token: Token, light: str) -> bool:
    if token.kind is TokenKind.INITIAL:
        return token.text == _LINK and light in _ARTICLES
    if not token.text.isalpha():
        return shape(token.text) == shape(light)
    bare = _bare(token) and _telling(light)
    return token.text == light or (bare and skeleton(token.text) == skeleton(light))


def _bare(token: Token) -> bool:
    return not token.written and is_bare(token.text)


@cache
def _shapes() -> frozenset[str]:
    # By their look, for a scanner may put a digit into them: "0f".
    return frozenset(map(shape, light_words()))


@cache
def _skeletons() -> frozenset[str]:
    return frozenset(skeleton(word) for word in light_words() if _telling(word))


def _telling(word: str) -> bool:
    consonants = skeleton(word)
    fewer = len(consonants) == _CONSONANTS - 1 and len(word) > _CONSONANTS and consonants[0] not in "aeiou"
    return fewer or len(consonants) >= _CONSONANTS

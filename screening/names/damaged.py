"""Words of legal forms that a slip, a scanner or a missing vowel has damaged: "limlted", "c0rp", "cmpny"."""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from screening.names.lexicon import form_key, lexicon

_SLIP_LETTERS = 7
"""A word of so many letters may carry one edit and still be a legal form by itself."""
_SLIP_LETTERS_WITHIN = 5
"""The same for a word that is a legal form beside others only: "joint stock"."""
_BARE_LETTERS = 4
"""A word without its vowels is known from so many letters on."""

_VOWELS = re.compile(r"[aeiou]")
_LOOK_ALIKES = str.maketrans("0158", "ossb")
_SOUND_ALIKES = str.maketrans("kz", "cs")


@lru_cache(maxsize=1 << 19)
def form_word(word: str) -> str:
    """A folded word as legal forms are looked up by it: the word that it was before it was damaged, if that is part of a form."""
    key = form_key(word)
    if key in lexicon().form_words or len(word) < _BARE_LETTERS:
        return key
    return _by_look(word) or _bare().get(word) or _by_slip(word) or key


def _by_look(word: str) -> str:
    # "c0rp" and "oj5c" for a scanner's eye; "kjsc" and "cjzc" for the ear, in abbreviations without vowels.
    if word.isalpha():
        meant = "" if _VOWELS.search(word) else word.translate(_SOUND_ALIKES)
    else:
        meant = "" if word.isdigit() else word.translate(_LOOK_ALIKES)
    return lexicon().form_spellings.get(meant, "")


def _by_slip(word: str) -> str:
    shortened, ends = _shortened()
    if len(word) < _SLIP_LETTERS_WITHIN - 1 or (word[:2] not in ends and word[-2:] not in ends):
        return ""
    for shorter in (word, *(word[:place] + word[place + 1 :] for place in range(len(word)))):
        for meant in shortened.get(shorter, ()):
            if OSA.distance(word, meant, score_cutoff=1) <= 1:
                return lexicon().form_spellings[meant]
    return ""


@cache
def _shortened() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    # The words that bear a slip, under each spelling with at most one letter left out; and their first and last two letters, of
    # which one slip spares one pair.
    alone = {words[0] for words in lexicon().forms if len(words) == 1}
    words: dict[str, tuple[str, ...]] = {}
    ends: set[str] = set()
    for word, key in sorted(lexicon().form_spellings.items()):
        if word.isascii() and len(word) >= (_SLIP_LETTERS if key in alone else _SLIP_LETTERS_WITHIN):
            for shorter in {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}:
                words[shorter] = (*words.get(shorter, ()), word)
            ends |= {word[:2], word[-2:]}
    return words, frozenset(ends)


@cache
def _bare() -> dict[str, str]:
    # By the spelling without the vowels between first and last letter.
    found: dict[str, str] = {}
    for word, key in sorted(lexicon().form_spellings.items()):
        bare = word[0] + _VOWELS.sub("", word[1:-1]) + word[-1]
        if word.isascii() and bare != word and len(bare) >= _BARE_LETTERS:
            found.setdefault(bare, key)
    return found

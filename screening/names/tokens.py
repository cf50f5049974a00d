"""One word to its token; a batch of names has few distinct words, so each is worked out once."""

import re
from collections.abc import Mapping
from functools import lru_cache

from screening.names.abbreviations import spelled_out
from screening.names.alphabets import plain_form
from screening.names.damaged import ends_a_form, form_word, lacks_a_letter, with_forms_whole
from screening.names.lexicon import LegalForm, Role, lexicon
from screening.names.name import MEANT, Token, TokenKind
from screening.names.numbers import digits_of, makes_a_number, number_words
from screening.names.sound import sound

# "vi" and "xi" are left out: they are names (Xi Jinping). Those of one letter count only at the end of a name that is no person's.
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_VALUES = {numeral: str(value) for value, numeral in enumerate(_NUMERALS.split(), start=1)}
LETTER_NUMERALS = frozenset({"i", "v", "x"})
ROMAN = frozenset(_VALUES) - LETTER_NUMERALS - {"vi", "xi"}

# What a word may be beside a word of weight, as bits; a name whose words have none of them is parsed in one step.
FORM_START = 1
ROLE = 2
LETTER = 4
NUMBER = 8
ORGANIZATION = 16
GLUED = 32

# Legal forms that are seen written onto the word before them, where a column was too narrow or a space was lost.
_GLUED_FORMS = ("ltd", "limited", "llc", "gmbh", "company", "corporation", "pjsc", "ojsc")
_GLUED_FORM = re.compile(f"([a-z]{{4,}}?)({'|'.join(_GLUED_FORMS)})")


@lru_cache(maxsize=1 << 19)
def traits(word: str) -> int:
    """What a folded word may be: it starts a legal form, has a role in `light_words.tsv`, is a letter, a Roman numeral, starts with a digit or makes a number with others ("forty"), ends in a legal form ("shippingltd") or is a part of one ("mited", "limite").

    ORGANIZATION tells of the name and changes no word of it.
    """
    known = lexicon()
    found = FORM_START if form_word(word) in known.form_starts else 0
    if word in known.roles:
        found |= ORGANIZATION if known.roles[word] is Role.ORGANIZATION else ROLE
    glued = word.endswith(_GLUED_FORMS) and _GLUED_FORM.fullmatch(word)
    if glued or ends_a_form(word) or lacks_a_letter(word):
        found |= GLUED
    if len(word) == 1:
        found |= LETTER
    if word in ROMAN or word[0].isdigit() or makes_a_number(word):
        found |= NUMBER
    return found


def unglued(words: list[str]) -> list[str]:
    """The words with legal forms at their ends taken off ("shippingltd" is "shipping", "ltd"), and those in two parts put together."""
    apart: list[str] = []
    for word in words:
        glued = _GLUED_FORM.fullmatch(word) if traits(word) & GLUED else None
        apart += glued.groups() if glued else (word,)
    return with_forms_whole(apart)


def is_number(word: str) -> bool:
    """Is a folded word a number or an ordinal in digits ("27", "27th")?"""
    return bool(digits_of(word))


# British spellings, in the American ones that the lists have.
_BRITISH = {
    "defence": "defense",
    "centre": "center",
    "centres": "centers",
    "organisation": "organization",
    "organisations": "organizations",
    "programme": "program",
    "programmes": "programs",
    "labour": "labor",
    "harbour": "harbor",
    "armour": "armor",
    "aluminium": "aluminum",
    "fibre": "fiber",
    "theatre": "theater",
    "jewellery": "jewelry",
    "jewellers": "jewelers",
    "sulphur": "sulfur",
}
_VOWELS = re.compile(r"[aeiou]")


def _bare(word: str) -> str:
    # Without the vowels between the first letter and the last one.
    return word[0] + _VOWELS.sub("", word[1:-1]) + word[-1]


# What organisations' names abbreviate, with or without an apostrophe, as business registers do, and spell in two ways, with their vowels or without.
_SHORT_FORMS = {
    "intl": "international",
    "internatl": "international",
    "natl": "national",
    "govt": "government",
    "dept": "department",
    "univ": "university",
    "bros": "brothers",
    "mfg": "manufacturing",
    "mgmt": "management",
    "mgt": "management",
    "assn": "association",
    "assoc": "association",
    "svcs": "services",
    "fdn": "foundation",
    "hldg": "holding",
    "hldgs": "holdings",
    "invt": "investment",
    "commun": "communications",
    "equip": "equipment",
    "engg": "engineering",
    "engrg": "engineering",
    "ins": "insurance",
    "bde": "brigade",
    "regt": "regiment",
    "trdg": "trading",
    "grp": "group",
    "mktg": "marketing",
    # "Joint-stock (commercial) bank", as Russian banks have it before their names.
    "akb": "bank",
    "akib": "bank",
    "jscb": "bank",
    "ojscb": "bank",
    "pjscb": "bank",
    "cjscb": "bank",
    "pharm": "pharmaceutical",
    **_BRITISH,
    **{_bare(british): _bare(american) for british, american in _BRITISH.items()},
}


# The Arabic article, as it is spoken before one letter or another: "Abd ur-Rahman" is "Abdulrahman".
_ARTICLE = "al"
_ARTICLES = frozenset({"al", "el", "ul", "ar", "er", "ur", "as", "es", "us", "ad", "ed", "ud"})


@lru_cache(maxsize=1 << 19)
def token(word: str, kind: TokenKind = TokenKind.WORD) -> Token:
    """The token of one folded word in a given role; a number in digits is a NUMBER whatever role was meant."""
    digits = digits_of(word)
    if digits:
        value = digits.lstrip("0") or "0"
        return Token(digits, value, TokenKind.NUMBER, value)
    if kind is TokenKind.NUMBER:
        value = _VALUES[word]
        return Token(word, value, kind, value)
    if kind is TokenKind.WORD:
        word = _SHORT_FORMS.get(word, word)
        # An abbreviation sounds like the name that it is short for, written as one word.
        full = spelled_out(word)
        return Token(word, "".join(map(sound, full)) if full else sound(word), kind, _class_of(word))
    article = kind is TokenKind.PARTICLE and word in _ARTICLES
    return Token(word, _ARTICLE if article else sound(word), kind)


def is_abbreviation(word: Token) -> bool:
    """Is a word known to be short for several ("PLA")?"""
    return word.kind is TokenKind.WORD and bool(spelled_out(word.text))


def own_sound(word: Token) -> str:
    """The sound of a word's letters; of an abbreviation, too."""
    return sound(word.text) if is_abbreviation(word) else word.sound


def as_written(tokens: list[Token], written: Mapping[str, str]) -> list[Token]:
    """The tokens, each word with what is written for it in another script; `written` is keyed by the folded word."""
    if not written:
        return tokens
    return [
        _written(each, written[each.text]) if each.kind is TokenKind.WORD and each.text in written else each
        for each in tokens
    ]


def _written(word: Token, written: str) -> Token:
    return word._replace(written=written, canon=lexicon().translated.get(plain_form(written)) or word.canon)


def is_given(word: Token) -> bool:
    """Is a word known as a given name, or as a number in letters, that has equivalents?"""
    return bool(word.canon) and not word.canon.startswith(MEANT)


def means_the_same(one: Token, other: Token) -> bool:
    """Are two words of organisations' names the same word in two languages ("zavod" and "plant")? Two English words never are."""
    same = one.canon.startswith(MEANT) and one.canon == other.canon
    return same and not (_is_english(one) and _is_english(other))


def _is_english(word: Token) -> bool:
    return not word.written and word.text in lexicon().english


def in_english(word: Token) -> Token | None:
    """The English of an ordinary word of organisations' names in another language; None for any other word."""
    foreign = word.canon.startswith(MEANT) and not _is_english(word)
    return token(word.canon.removeprefix(MEANT)) if foreign else None


def _class_of(word: str) -> str:
    """What a folded word is known as; a given name that it only sounds like comes last ("machine" is no Mazin)."""
    known = lexicon()
    sure = number_words().get(word) or known.given.get(word) or known.english.get(word)
    return sure or known.translated.get(word) or known.given_class(word)


def legal_form(words: list[str], form: LegalForm) -> Token:
    """One token for a legal form of one or more words; its spellings in one country's law sound alike ("Ltd", "Limited")."""
    return Token("".join(words), f"{form.canon}{form.country.lower()}", TokenKind.LEGAL_FORM, form.canon)

"""How much a word of a name tells: frozen weights, so that a score never changes because a list grew or shrank."""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from pathlib import Path

from screening.names import (
    Slips,
    Token,
    TokenKind,
    in_english,
    is_abbreviation,
    is_given,
    is_near_a_form,
    is_title,
    own_sound,
)

_DATA = Path(__file__).resolve().parent / "data"

FULL = 1000
"""The weight of a word that the table does not know: as rare as a word can be. Weights are whole numbers, so sums are exact."""

INITIAL = 200
COUNTRY = 500
_FLOOR = 120
_NUMBER = 250
_GIVEN = 450
_PATRONYMIC = 600
_PATRONYMIC_OMITTED = 0.5
"""The share of its weight that a patronymic costs where it is left out: most papers outside East Slavic countries have none."""

CONTRADICTED_WORD = 400
"""Least weight of a left-over word in a contradiction: even ordinary words tell two parties apart where each has its own."""

CUT_FORM = "cut form"
"""The class of a letter at the end of an organisation's name, which costs nothing where the other name lacks it: "Hebron S." is Hebron S.A."""

_LIGHT_OMITTED = 100
"""What a title, or a slip of a short legal form, costs at most where it stands in one name alone: "Prof. Vatech Srl", "Vatech Stl"."""

FORM_LETTERS = 4

_BY_KIND = dict.fromkeys(TokenKind, 0) | {TokenKind.INITIAL: INITIAL, TokenKind.NUMBER: _NUMBER}

_ORDINARY = 8000.0
"""The count (in table entries) at which a word would tell nothing at all."""

_BY_LENGTH = {1: 100, 2: 200, 3: 300, 4: 450, 5: 600, 6: 800}
"""Short words coincide by chance: two letters tell less than seven, however rare they are."""

_LETTERS_OF_AN_ABBREVIATION = 6
"""What the letters of a known abbreviation tell as: they stand for a whole name."""

_GENERIC = 18
_SLIP_LETTERS = 6
"""A slip is read as a slip only in words so ordinary (2·log2 of the count) and so long."""

_PATRONYMICS = ("ovich", "evich", "ovna", "evna", "yevich", "ievich", "inichna", "ichna")


@dataclass(frozen=True, slots=True)
class WeightTable:
    """Counts of words in half-octave steps (2·log2 of the number of parties that bear the word).

    `steps` is counted on real lists and keyed by sound, `ordinary` (generic words and frequent family names) reviewed by hand and keyed by text; the greater counts.
    """

    version: str
    steps: dict[str, int]
    ordinary: dict[str, int]
    countries: dict[str, str]

    def country(self, token: Token) -> str:
        """ISO 3166 alpha-2 of a country's name or demonym ("russian" is "RU"), "" for any other word."""
        code = self.countries.get(token.text, "")
        english = in_english(token) if token.canon and not code else None
        return self.countries.get(english.text, "") if english else code

    def weight(self, token: Token) -> int:
        """0 (legal forms, titles, particles) to FULL; depends on the token alone."""
        if token.kind is not TokenKind.WORD:
            return _BY_KIND[token.kind]
        if token.text in self.countries or (token.canon and self.country(token)):
            return COUNTRY
        abbreviation = is_abbreviation(token)
        steps = self._steps(token.text, own_sound(token) if abbreviation else token.sound)
        named = False
        if token.canon:
            english = in_english(token)
            steps = max(steps, self._steps(english.text, own_sound(english)) if english else 0)
            named = is_given(token)
        if not steps and not named:
            steps = self.ordinary.get(misspelled(token.text), 0)
        weight = _by_rarity(steps)
        if is_patronymic(token):
            weight = min(weight, _PATRONYMIC)
        elif named:
            weight = min(weight, _GIVEN)
        letters = _LETTERS_OF_AN_ABBREVIATION if abbreviation else len(token.text)
        return min(weight, _BY_LENGTH.get(letters, FULL))

    def _steps(self, text: str, sound: str) -> int:
        return max(self.steps.get(sound, 0), self.ordinary.get(text, 0))


@cache
def _by_rarity(steps: int) -> int:
    rarity = 1 - steps * log(2) / 2 / log(_ORDINARY)
    return max(_FLOOR, round(FULL * rarity * rarity))


def is_patronymic(token: Token) -> bool:
    """Does the word look like an East Slavic patronymic ("aleksandrovich")?"""
    return len(token.text) > 7 and token.text.endswith(_PATRONYMICS)


def _like_a_form(token: Token) -> bool:
    # A short word that no table knows, one slip away from an abbreviated legal form: "ltsa" for "ltda".
    if token.kind is not TokenKind.WORD or token.canon or not 2 <= len(token.text) <= FORM_LETTERS:
        return False
    return not is_known(token) and is_near_a_form(token.text)


def is_known(token: Token) -> bool:
    """Is it a word that several listed parties bear, an ordinary one, or a country's name?"""
    table = shipped_weights()
    return own_sound(token) in table.steps or token.text in table.ordinary or token.text in table.countries


def is_generic(token: Token) -> bool:
    """Is it one of the words that organisations call themselves by ("company", "bank", "group")?"""
    return token.kind is TokenKind.WORD and token.text in generic_words()


@cache
def generic_words() -> frozenset[str]:
    """The words that organisations call themselves by."""
    return frozenset(word for word, step in shipped_weights().ordinary.items() if step >= _GENERIC)


def misspelled(text: str) -> str:
    """The generic word that a word of six letters or more is one slip away from ("compan", "coompany"), "" if none."""
    return _generic().meant(text) if len(text) >= _SLIP_LETTERS else ""


@cache
def _generic() -> Slips:
    # The most ordinary words.
    ordinary = shipped_weights().ordinary
    return Slips(word for word, step in ordinary.items() if step >= _GENERIC and len(word) >= _SLIP_LETTERS)


@lru_cache(maxsize=1 << 18)
def weight_of(token: Token) -> int:
    """The weight of a word in the shipped table, 0 to FULL."""
    return shipped_weights().weight(token)


def omitted_weight(token: Token, weight: int) -> int:
    """What it costs at most that one name leaves out a word of this weight."""
    if token.canon == CUT_FORM:
        return 0
    if is_title(token) or _like_a_form(token):
        return min(weight, _LIGHT_OMITTED)
    return round(weight * _PATRONYMIC_OMITTED) if is_patronymic(token) else weight


def contradicting_weight(token: Token, weight: int) -> int:
    """What a word of this weight weighs where each name has a word that the other lacks; a number as much as ever."""
    return weight if token.kind is TokenKind.NUMBER else max(CONTRADICTED_WORD, weight)


@cache
def shipped_weights() -> WeightTable:
    """The table that ships with the program (built by `benchmarks/build_token_weights.py`)."""
    version, steps = _read(_DATA / "token_weights.tsv")
    common_version, common = _read(_DATA / "common_words.tsv")
    names_version, names = _read(_DATA / "common_names.tsv")
    country_version, countries = _read(_DATA / "countries.tsv")
    return WeightTable(
        f"{version}+{common_version}+{names_version}+{country_version}",
        {sound: int(step) for sound, step in steps},
        {word: int(step) for word, step in [*names, *common]},
        {word: code for code, words in countries for word in words.split()},
    )


def _read(path: Path) -> tuple[str, list[tuple[str, str]]]:
    # First line "# version: <v>", then comments and rows of two columns.
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return lines[0].removeprefix("# version: "), [(row[0], row[1]) for row in rows]

"""The words that are known beforehand, read once from the reviewed tables in `data/`: legal forms, light words, given names."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from screening.names.alphabets import plain_form, reading_of
from screening.names.folding import fold
from screening.names.name import MEANT
from screening.names.sound import hear, sound
from screening.names.translations import FIRST_UNSPACED, meanings, unspaced_words

_DATA = Path(__file__).parent / "data"
# Below this length two different words too often share a sound, so they are known by their letters alone.
_KNOWN_BY_SOUND = 5
# A form of so many words is known with two of them written as one, whatever their length.
_FEWEST_TO_GLUE = 3
_SHORTEST_TRANSLATED = 3


class Place(StrEnum):
    """Where in a name a legal form is one: anywhere; first or last; last; first or last in an organisation's name only."""

    ANY = "any"
    EDGE = "edge"
    END = "end"
    ORG = "org"


class Role(StrEnum):
    """What a light word does; ORGANIZATION weighs as any word but tells that the name is no person's."""

    TITLE = "title"
    TITLE_PERSON = "title_person"
    SUFFIX = "suffix"
    PARTICLE = "particle"
    PARTICLE_UNSURE = "particle_unsure"
    JOINING = "joining"
    VESSEL = "vessel"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class LegalForm:
    """The canonical class of a legal form, the country that it is of (ISO 3166 alpha-2), and where it must stand."""

    canon: str
    country: str
    place: Place


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables, ready for look-up.

    `forms` is keyed by the words of a form, each as `form_key` gives it; `form_starts` and `form_ends` have the
    length in words of the longest form that starts or ends with a word; `form_words` has every word of a form, `form_spellings` the
    same by their letters. `given` is keyed by letters, `given_sounds` by sound;
    `english` has the class of an ordinary English word of organisations' names, an equals sign before the word that names it;
    `translated` that of words in other languages ("=plant" for "zavod"), keyed as written in the scripts that `signs` reads, else folded.
    """

    forms: dict[tuple[str, ...], LegalForm]
    form_starts: dict[str, int]
    form_ends: dict[str, int]
    form_words: frozenset[str]
    form_spellings: dict[str, str]
    roles: dict[str, Role]
    given: dict[str, str]
    given_sounds: dict[str, str]
    english: dict[str, str]
    translated: dict[str, str]

    def given_class(self, word: str) -> str:
        """The class of given names that a folded word belongs to, or empty."""
        known = self.given.get(word)
        if known is None and len(word) >= _KNOWN_BY_SOUND:
            known = self.given_sounds.get(sound(word))
        return known or ""


@cache
def light_words() -> frozenset[str]:
    """The folded words that may be a title or a particle in a person's name ("sheikh", "ben", "de")."""
    light = {Role.TITLE, Role.TITLE_PERSON, Role.PARTICLE, Role.PARTICLE_UNSURE}
    return frozenset(word for word, role in lexicon().roles.items() if role in light)


def role_words() -> frozenset[str]:
    """The folded words that have a role in some names: titles, particles, words like "bank"."""
    return frozenset(lexicon().roles)


def form_key(word: str) -> str:
    """A word of a legal form as it is looked up: by sound where it is long, for "obshchestvo" and "obschestvo" are one."""
    return sound(word) if len(word) > _KNOWN_BY_SOUND else word


@cache
def lexicon() -> Lexicon:
    """The shipped tables; read at the first name, then kept."""
    given, given_sounds = _given_names()
    forms = _legal_forms()
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for words in sorted(forms, key=len):
        starts[words[0]] = ends[words[-1]] = len(words)
    parts = frozenset(word for words in forms for word in words)
    spellings = {word: form_key(word) for row in _rows("legal_forms.tsv") for word in fold(row[0]).split()}
    return Lexicon(forms, starts, ends, parts, spellings, _roles(), given, given_sounds, *_translated(given))


def _rows(file: str) -> list[list[str]]:
    lines = (_DATA / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _legal_forms() -> dict[tuple[str, ...], LegalForm]:
    forms: dict[tuple[str, ...], LegalForm] = {}
    glued: dict[tuple[str, ...], LegalForm] = {}
    rows = [
        (fold(form).split(), LegalForm(canon, country, Place(place)))
        for form, canon, country, place, _source in _rows("legal_forms.tsv")
    ]
    hear([word for words, _ in rows for each in (words, *_with_two_glued(words)) for word in each])
    for words, known in rows:
        forms.setdefault(tuple(map(form_key, words)), known)
        for each in _with_two_glued(words):
            glued.setdefault(tuple(map(form_key, each)), known)
    return {**glued, **forms}


def _with_two_glued(words: list[str]) -> list[list[str]]:
    # "S.A. deC.V.", "jointstock company": two neighbours written as one.
    if len(words) < _FEWEST_TO_GLUE and not all(len(word) > _KNOWN_BY_SOUND - 1 for word in words):
        return []
    places = range(len(words) - 1) if len(words) > 1 else ()
    return [[*words[:at], words[at] + words[at + 1], *words[at + 2 :]] for at in places]


def _roles() -> dict[str, Role]:
    return {fold(word): Role(role) for word, role, _language, _note in _rows("light_words.tsv")}


def _given_names() -> tuple[dict[str, str], dict[str, str]]:
    """Classes by letters, and by sound where a sound belongs to one class only."""
    rows = [
        (canon, fold(spelling))
        for canon, spellings, *_ in _rows("given_names.tsv")
        for spelling in spellings.split()
    ]
    hear([word for _, word in rows])
    given: dict[str, str] = {}
    claims: dict[str, set[str]] = {}
    for canon, word in rows:
        given.setdefault(word, canon)
        if len(word) >= _KNOWN_BY_SOUND:
            claims.setdefault(sound(word), set()).add(canon)
    return given, {key: next(iter(canons)) for key, canons in claims.items() if len(canons) == 1}


def _translated(given: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Classes of words that mean the same, English and others; a given name stays one, and so few letters as two say nothing."""
    english: dict[str, str] = {}
    translated: dict[str, str] = {}
    for meaning in meanings():
        canon = f"{MEANT}{meaning.english[0]}"
        english.update(dict.fromkeys(meaning.english, canon))
        for word in meaning.words:
            read = unicodedata.normalize("NFKC", word.casefold())
            known = plain_form(read) if reading_of(read) or read in unspaced_words() else fold(word)
            # A sign of Han, Kana or Hangul is a syllable.
            telling = len(known) >= _SHORTEST_TRANSLATED or known >= FIRST_UNSPACED
            if telling and known not in given:
                translated.setdefault(known, canon)
    return english, translated

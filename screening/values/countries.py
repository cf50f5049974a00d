"""Text to a country's ISO 3166 code, from its codes and its names in six languages."""

import gettext
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import pycountry
from rapidfuzz import fuzz, process

from screening.values.country_aliases import ALIASES, AMBIGUOUS, USER_ASSIGNED

_LANGUAGES = ("ru", "de", "fr", "es", "zh_CN", "it", "pt", "tr", "ar", "uk", "pl", "nl", "ja", "ko")
# Words that publishers drop, add or move ("Bahamas, The"; "Korea, Republic of").
_PARTS = re.compile(r"[/|()\[\];:]|\s[-–—]\s")
_FILLERS = frozenset({"the", "of", "and"})
_ABBREVIATED = {
    "st": "saint",
    "ste": "saint",
    "rep": "republic",
    "fed": "federation",
    "dem": "democratic",
    "is": "islands",
    "isl": "islands",
    "респ": "республика",
}
_SUGGESTED_SIMILARITY = 75.0


def country_code(text: str) -> str | None:
    """ISO 3166 alpha-2 of a country written as alpha-2, alpha-3, ISO's three digits (643), or a name in English, Russian, German, French, Spanish,
    Chinese or one of eight more languages, or as several of these that agree ("RU - Russia").

    None for a region (Crimea), a state that is no more without one heir (USSR), a name that two states share (Congo), or no country at all.
    Kosovo is XK, the code in use for it though ISO has assigned none.
    """
    found = _look_up(text.strip())
    if found is None and len(parts := _PARTS.split(text)) > 1:
        agreed = {_look_up(part.strip()) for part in parts if part.strip()}
        return agreed.pop() if len(agreed) == 1 else None
    return found


def nearest_country(text: str) -> str | None:
    """The English name of the country whose name a text is nearly, for a question; None where none is near."""
    found = process.extractOne(
        _key(text), list(_english()), scorer=fuzz.ratio, score_cutoff=_SUGGESTED_SIMILARITY
    )
    return country_name(_english()[found[0]]) if found else None


def country_name(code: str) -> str:
    """The English short name of an ISO 3166 alpha-2 code ("RU" is "Russian Federation"); the code itself where ISO has none."""
    if code in USER_ASSIGNED:
        return USER_ASSIGNED[code]
    country = pycountry.countries.get(alpha_2=code)
    return code if country is None else str(getattr(country, "common_name", country.name))


_JOINING = re.compile(r"[.'’ʼ`]")
_PARTING = re.compile(r"[^\w]+")


@lru_cache(maxsize=16384)
def _look_up(text: str) -> str | None:
    if len(text) in (2, 3) and text.isascii() and (found := _codes().get(text.upper())):
        return found
    key = _key(text)
    if not key or key in _ambiguous():
        return None
    return _english().get(key) or _translated().get(key)


def _key(text: str) -> str:
    bare = text.casefold().replace("&", " and ")
    if not bare.isascii():
        folded = unicodedata.normalize("NFKD", bare)
        bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    # Dots and apostrophes join ("U.S.A.", "People's", "d'Ivoire"), other punctuation parts.
    words = _PARTING.sub(" ", _JOINING.sub("", bare)).split()
    return " ".join(sorted(_ABBREVIATED.get(word, word) for word in words if word not in _FILLERS))


@cache
def _codes() -> dict[str, str]:
    codes = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    codes |= {country.alpha_2: country.alpha_2 for country in pycountry.countries}
    codes |= {country.numeric: country.alpha_2 for country in pycountry.countries}
    # The codes that institutions use beside ISO's: UK and EL in the Union, XK and XKX for Kosovo, ROM before 2002.
    return codes | {
        "UK": "GB",
        "EL": "GR",
        "XK": "XK",
        "XKX": "XK",
        "ROM": "RO",
        "UAE": "AE",
        "DRC": "CD",
        "PRC": "CN",
    }


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(_key(name) for name in AMBIGUOUS)


@cache
def _english() -> dict[str, str]:
    table = {_key(name): country.alpha_2 for country in pycountry.countries for name in _names(country)}
    return table | {_key(alias): code for code, aliases in ALIASES.items() for alias in aliases.split("|")}


@cache
def _translated() -> dict[str, str]:
    meant: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        words = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
        for country in pycountry.countries:
            for name in _names(country):
                meant.setdefault(_key(words.gettext(name)), set()).add(country.alpha_2)
    # A name of one country here and of another there (Turkish "Dominik") settles nothing.
    return {key: codes.pop() for key, codes in meant.items() if len(codes) == 1}


def _names(country: object) -> Iterator[str]:
    for attribute in ("name", "official_name", "common_name"):
        name = getattr(country, attribute, None)
        if name:
            yield str(name)

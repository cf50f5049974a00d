"""Syllables of Chinese and Korean names: words so short and so few that one letter makes another name, not another spelling."""

import re
from functools import lru_cache

# Hanyu Pinyin (GB/T 16159), Wade-Giles and Korean romanisation (Revised, McCune-Reischauer, and as North Korean papers have it), a little too wide.
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh|hs|ts|tz|kk|pp|ss|tt|jj)?"
    r"(?:[aeiou]|ieh|ueh|ien|ih|a[ei]|ao|ei|e[ou]|ou?|oo|oe|ia|ie|iao|iu|io|ua|uai|uo|ui|ue|ya|yae?|ye|yeo|yo|yu|wa|wae|wi|wo)"
    r"(?:n|ng|k|l|m|p|h|r)?|lee|park|choi"
)
_LONGEST = 6


@lru_cache(maxsize=1 << 17)
def is_syllable(word: str) -> bool:
    """Could a folded word be one syllable of a Chinese or Korean name ("jiang", "hyong", "lee")?"""
    return len(word) <= _LONGEST and _SYLLABLE.fullmatch(word) is not None


def same_syllable(one: str, other: str) -> bool:
    """Do two syllables differ by the system of romanisation alone ("yeong" and "yong", "sung" and "song")?"""
    return _plain(one) == _plain(other)


def _plain(syllable: str) -> str:
    return syllable.replace("eo", "o").replace("ung", "ong")


# Beginnings that Wade-Giles and McCune-Reischauer write alike, without their apostrophes, and Hanyu Pinyin and the Revised Romanisation tell apart.
_WRITTEN_ALIKE = {
    "ch": ("zh", "j", "q"),
    "k": ("g",),
    "p": ("b",),
    "t": ("d",),
    "ts": ("z", "c"),
    "tz": ("z", "c"),
    "hs": ("x",),
}
_OLDER = {newer: older for older, all_newer in _WRITTEN_ALIKE.items() for newer in all_newer}
_PARTS = re.compile(r"(zh|ch|hs|ts|tz|[bdgjkpqtxzc])(.+)")
_ENDS = (("ieh", "ie"), ("ueh", "ue"), ("ien", "ian"), ("eo", "o"), ("ung", "ong"), ("ih", "i"))


def by_older_system(syllable: str) -> str:
    """A syllable as the older systems of romanisation have it, where those write its beginning otherwise or like others ("zhang" and "jang": "chang"); else ""."""
    parts = _PARTS.fullmatch(syllable)
    if parts is None:
        return ""
    beginning, end = parts.groups()
    return f"{_OLDER.get(beginning, beginning)}{_with_newer_end(end)}".replace("tz", "ts")


def same_in_two_systems(one: str, other: str) -> bool:
    """May one syllable be an older romanisation of the other ("chang" of "zhang")? Zhang and Jang, both in a newer one, are two."""
    older = by_older_system(one)
    if not older or older != by_older_system(other):
        return False
    return _begins_older(one) is not _begins_older(other)


def _begins_older(syllable: str) -> bool:
    parts = _PARTS.fullmatch(syllable)
    return parts is not None and parts.group(1) in _WRITTEN_ALIKE


# One syllable of Hanyu Pinyin, a little too wide; a word of two is cut before a consonant where it can be.
_ONE = r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]){}(?:[iu]ang|iong|[aeio]ng|ia[no]|uai|uan|a[ino]|e[inr]|ou|[iu]n|i[aeu]|u[aeio]|[aeiou]))"
_FIRST, _NEXT = _ONE.format("?"), _ONE.format("")
_TWO = re.compile(rf"({_FIRST})({_NEXT})|({_FIRST})({_FIRST})")
_LONGEST_OF_TWO = 12


@lru_cache(maxsize=1 << 17)
def two_syllables(word: str) -> tuple[str, str] | None:
    """The two syllables of Hanyu Pinyin that a folded word is made of ("ze", "dong"), as given names are written; None for any other word."""
    found = _TWO.fullmatch(word) if len(word) <= _LONGEST_OF_TWO else None
    if found is None:
        return None
    first, second = [syllable for syllable in found.groups() if syllable]
    return first, second


def in_older_system(syllable: str) -> str:
    """A syllable of any system as the older ones have it ("dong" and "tung": "tong"); "" for a word that is none."""
    return (by_older_system(syllable) or _with_newer_end(syllable)) if is_syllable(syllable) else ""


def spell_older(apart: tuple[str, str], whole: tuple[str, str]) -> bool:
    """Are two syllables written apart those of a word in Hanyu Pinyin in an older system ("tse", "tung" of "zedong")?"""
    return apart != whole and all(map(_is_older, apart, whole))


def _is_older(older: str, newer: str) -> bool:
    if older == newer:
        return True
    same = in_older_system(older) == in_older_system(newer)
    return same and (_begins_older(older) or older[0] == newer[0])


def _with_newer_end(syllable: str) -> str:
    for older, newer in _ENDS:
        syllable = syllable.replace(older, newer)
    return syllable

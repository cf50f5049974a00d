"""Syllables of Chinese and Korean names: words so short and so few that one letter makes another name, not another spelling."""

import re
from functools import lru_cache

# Hanyu Pinyin (GB/T 16159) and Korean romanisation (Revised, McCune-Reischauer, and as North Korean papers have it), a little too wide.
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh|kk|pp|ss|tt|jj)?"
    r"(?:[aeiou]|a[ei]|ao|ei|e[ou]|ou?|oo|oe|ia|ie|iao|iu|io|ua|uai|uo|ui|ue|ya|yae?|ye|yeo|yo|yu|wa|wae|wi|wo)"
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

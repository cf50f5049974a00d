"""The name at the head of a cell that holds an address too ("Mahan Air, 21 Azadegan Street, Tehran")."""

import re
from collections.abc import Iterator

# Shorter texts hold no address beside a name.
_FEWEST_WORDS = 4
_STREET = re.compile(
    r"street|str|straße|strasse|avenue|ave|road|rd|boulevard|blvd|lane|highway|hwy|square|building|bldg|floor|suite|unit|apt|office|tower|p\.?o|box|"
    r"prospekt|prospect|ulitsa|ul|pereulok|naberezhnaya|shosse|rue|calle|via|plaza|avenida|av|улица|ул|проспект|пр|пр-т|переулок|шоссе|набережная|"
    r"площадь|пл|дом|д|г|офис|стр|корп",
    re.IGNORECASE,
)


def names_before_address(name: str) -> Iterator[str]:
    """What may be the name alone, where street words or house numbers follow it; nothing for a text without them.

    The words before a street word are read both with and without the last one, which may be the street's own ("BANK MELLI IRAN FERDOWSI
    AVENUE"); of parts between commas the first is a name if it has two words, else the first two are ("PRIGOZHIN, Yevgeniy, 7 Nevsky").
    """
    if name.count(" ") < _FEWEST_WORDS - 1:
        return
    parts = [part.strip() for part in name.split(",")]
    kept: list[str] = []
    for place, part in enumerate(parts):
        words = part.split()
        sign = next((index for index, word in enumerate(words) if _is_sign(word)), None)
        if sign is None:
            kept.append(part)
            continue
        if place == 0:
            yield from _heads(words, sign)
        break
    else:
        if len(parts) < 3:
            return
    if kept:
        yield kept[0] if len(kept[0].split()) > 1 else ", ".join(kept[:2])


def _is_sign(word: str) -> bool:
    bare = word.strip(".:;()№#")
    return any(char.isdigit() for char in bare) or _STREET.fullmatch(bare) is not None


def _heads(words: list[str], sign: int) -> Iterator[str]:
    # A number at the end belongs to the name ("ADRIAN DARYA 1"), and what stands before one word is no name.
    if sign == len(words) - 1 or sign < 2:
        return
    yield " ".join(words[:sign])
    if not any(char.isdigit() for char in words[sign]) and sign > 2:
        yield " ".join(words[: sign - 1])

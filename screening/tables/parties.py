"""The parties that a name cell holds, and which party a fact beside the name belongs to."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from screening.model import IdentifierKind, Party, Role
from screening.tables.addresses import names_before_address
from screening.values import country_code

# The party that a row is about, where a column does not say whose country, birth date or number it gives.
MAIN_ROLES = (
    Role.PARTY,
    Role.BENEFICIARY,
    Role.ISSUER,
    Role.BORROWER,
    Role.BUYER,
    Role.SELLER,
    Role.ORDERING_CUSTOMER,
    Role.CONSIGNEE,
    Role.CONSIGNOR,
    Role.LENDER,
    Role.VESSEL,
    Role.BENEFICIARY_BANK,
    Role.ORDERING_BANK,
    Role.INTERMEDIARY_BANK,
    Role.NARRATIVE,
)
_BANKS = frozenset({Role.BENEFICIARY_BANK, Role.ORDERING_BANK, Role.INTERMEDIARY_BANK})

# What stands between two names of one cell: each name is screened, in the role of the column.
_LINKS = (
    r"t/a|d/b/a|dba|trading as|doing business as|a/k/a|a\.k\.a\.?|aka|alias|also known as|n/k/a|now known as|"
    r"f/k/a|f\.k\.a\.?|fka|formerly known as|formerly|previously|ex-name|c/o|care of|attn|attention|"
    r"o/b/o|b/o|fbo|p/p|(?:for and )?on behalf of|for the benefit of|in favou?r of|by order of|as (?:agent|trustee|nominee|custodian) (?:for|of)|"
    r"and/or|y/o|und/oder|et/ou|и/или|"
    r"ранее|бывш(?:ее|ая|ий)|он же|она же|от имени|в пользу|vormals|ehemals|genannt|handelnd unter|im auftrag von|"
    r"anciennement|dit|agissant pour|anteriormente|en nombre de"
)
_BETWEEN = re.compile(
    rf"\s+/+\s+|\s*;\s*|\s+\|\s+|(?:^|[\s,(\"«]+)(?:{_LINKS})[.:]*(?=[\s\"«(])\s*", re.IGNORECASE
)
# "and" joins two persons, or stands in one firm's name: the whole is screened, and each side of it that may be a person.
_AND = re.compile(
    r"\s+(?:&|\+|and|or|und|oder|et|ou|y|e|и|или|ve)\s+|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?:mrs?|ms|miss|mx|dr|prof|sir|lady|herrn?|frau|m|mme|mlle|mons|madame|monsieur|sra?|srta|sig|sig\.?ra|г-н|г-жа|господин|госпожа|bay|bayan)\b\.?\s",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:llc|llp|ltd|limited|inc|corp|corporation|company|co|plc|gmbh|ag|kg|ohg|sa|sarl|spa|srl|bv|nv|oy|ab|as|bank|trust|group|holding|partners|sons|"
    r"associates|fund|ооо|оао|пао|зао|ао|ип|нпо|фгуп|банк)\b",
    re.IGNORECASE,
)
# Without one of these a cell holds one name; the test is quicker than the taking apart.
_MARKS = re.compile(
    r"[/;|&+\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|\b(?:dba|[afn]\.?k\.?a|fbo|attn|attention|alias|formerly|previously|ex-name|as|of|favou?r|and|or|und|oder|et|ou|y|e|и|или|ve|"
    r"ранее|бывш\w\w|он же|она же|от имени|в пользу|vormals|ehemals|genannt|handelnd|auftrag|anciennement|dit|agissant|anteriormente|en nombre)\b",
    re.IGNORECASE,
)
_LONGEST_NARRATIVE_NAME = 6
_NAME_RUN = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[\"«(]))[^\W\d_a-zа-яё][\w.'’&-]+(?:\s+[^\W\d_a-zа-яё][\w.'’&-]+)+"
)
_SWIFT_ACCOUNT = re.compile(r"^/{1,2}\S+$")
_SWIFT_LINE = re.compile(r"^([1-8])/(.*)$")


@lru_cache(maxsize=50_000)
def names_in(text: str) -> tuple[str, ...]:
    """Every name in a cell: "A / B", "A t/a B", "A c/o B", "MR A & MRS B", lines of a SWIFT party field. A text without a letter or digit holds none."""
    if not _MARKS.search(text):
        name = " ".join(text.split()).strip(" ,")
        if not any(char.isalnum() for char in name):
            return ()
        return (name,) if name.count(" ") < 3 else tuple(dict.fromkeys((name, *names_before_address(name))))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        lines = _swift_lines(lines)
        # Lines of an address below the name are nobody: a house number and its street, a country.
        lines = lines[:1] + [line for line in lines[1:] if not (line[0].isdigit() or country_code(line))]
    if len(lines) == 2:
        # A name broken over two lines, or a name and an address: both readings are screened.
        lines = [*lines, " ".join(lines)]
    names = [part for line in lines for part in _BETWEEN.split(line)]
    tidy = [_closed(" ".join(name.split()).strip(" ,;/")) for name in names]
    whole = [name for name in tidy if any(char.isalnum() for char in name)]
    return tuple(dict.fromkeys(chain(whole, *map(_persons_in, whole), *map(names_before_address, whole))))


def _closed(name: str) -> str:
    """Without the bracket or quotation mark that belonged to what was cut away: "Yukos Oil)"."""
    return name.rstrip(") ") if name.count(")") > name.count("(") else name


def _persons_in(name: str) -> Iterator[str]:
    """The sides of a joint name ("MR A SMITH & MRS B SMITH", "IVAN PETROV OR ANNA PETROVA"), each with its title left out; nothing for a firm's.

    Without titles each side must have two words: "Marks & Spencer" is one name, and "JOHN & MARY SMITH" leaves John's family name to the whole.
    """
    sides = _AND.split(name)
    if len(sides) < 2 or _FIRM.search(name):
        return
    titled = sum(1 for side in sides if _TITLE.match(side))
    if titled < 2 and any(len(side.split()) < 2 for side in sides):
        return
    yield from (bare for side in sides if (bare := _TITLE.sub("", side, count=1).strip(" ,")))


@lru_cache(maxsize=50_000)
def names_in_narrative(text: str) -> tuple[str, ...]:
    """Runs of two capitalised words or more in a payment's text, each a name that may matter ("invoice 7 for SECONDEYE SOLUTION hosting").

    A text in capitals throughout shows no names by its letters (`hides_names`): none is taken from it.
    """
    if (text.isascii() and text.islower()) or hides_names(text):
        return ()
    return tuple(dict.fromkeys(found.group().strip() for found in _NAME_RUN.finditer(text)))


@lru_cache(maxsize=50_000)
def hides_names(text: str) -> bool:
    """Is a payment's text too long for a name, and written in capitals throughout, so that names in it cannot be told apart?"""
    if len(text.split()) <= _LONGEST_NARRATIVE_NAME:
        return False
    words = [word for word in text.split() if any(char.isalpha() for char in word)]
    return len(words) > _LONGEST_NARRATIVE_NAME and all(word[:1].isupper() for word in words)


def _swift_lines(lines: list[str]) -> list[str]:
    """Without the account line, and of numbered lines only those of the name (1/); SWIFT MT fields 50F and 59F."""
    kept = [line for line in lines if not _SWIFT_ACCOUNT.match(line)]
    numbered = [found for line in kept if (found := _SWIFT_LINE.match(line))]
    if numbered and numbered[0][1] == "1":
        return [" ".join(found[2].strip() for found in numbered if found[1] == "1")]
    return kept


def owner_role(roles: list[Role], kind: IdentifierKind | None) -> Role:
    """The role that a fact without a role belongs to, among the roles of a row: a BIC to the row's only bank, else to the main party."""
    if len(roles) == 1:
        return roles[0]
    if kind is IdentifierKind.BIC:
        banks = [role for role in MAIN_ROLES if role in roles and role in _BANKS]
        if len(banks) == 1:
            return banks[0]
    return next((role for role in MAIN_ROLES if role in roles), Role.PARTY)


def is_certain_owner(parties: list[Party]) -> bool:
    """Do all parties of one role come from one cell, so that what is said of the role is said of each?"""
    return len({party.cell.ref for party in parties if party.cell is not None}) <= 1

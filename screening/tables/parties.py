"""The parties that a name cell holds, and which party a fact beside the name belongs to."""

import re
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

_BETWEEN = re.compile(
    r"\s+/+\s+|\s*;\s*|\s+\|\s+|,?\s+(?:t/a|d/b/a|dba|a/k/a|a\.k\.a\.?|aka|f/k/a|f\.k\.a\.?|fka|c/o|o/b/o|trading as|doing business as|"
    r"also known as|formerly known as|on behalf of|care of|in favou?r of)\s+",
    re.IGNORECASE,
)
# Without one of these a cell holds one name; the test is quicker than the taking apart.
_MARKS = re.compile(
    r"[/;|\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|\b(?:dba|[af]\.?k\.?a|as|of|favou?r)\b", re.IGNORECASE
)
_LONGEST_NARRATIVE_NAME = 6
_NAME_RUN = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[\"«(]))[^\W\d_a-zа-яё][\w.'’&-]+(?:\s+[^\W\d_a-zа-яё][\w.'’&-]+)+"
)
_SWIFT_ACCOUNT = re.compile(r"^/{1,2}\S+$")
_SWIFT_LINE = re.compile(r"^([1-8])/(.*)$")


def names_in(text: str) -> tuple[str, ...]:
    """Every name in a cell: "A / B", "A t/a B", "A c/o B", lines of a SWIFT party field. A text without a letter or digit holds none."""
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
    tidy = [" ".join(name.split()).strip(" ,;/") for name in names]
    whole = [name for name in tidy if any(char.isalnum() for char in name)]
    return tuple(dict.fromkeys(chain(whole, *map(names_before_address, whole))))


def names_in_narrative(text: str) -> tuple[str, ...]:
    """Runs of two capitalised words or more in a payment's text, each a name that may matter ("invoice 7 for SECONDEYE SOLUTION hosting").

    A text in capitals throughout shows no names by its letters (`hides_names`): none is taken from it.
    """
    if hides_names(text):
        return ()
    return tuple(dict.fromkeys(found.group().strip() for found in _NAME_RUN.finditer(text)))


def hides_names(text: str) -> bool:
    """Is a payment's text too long for a name, and written in capitals throughout, so that names in it cannot be told apart?"""
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

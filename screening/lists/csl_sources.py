"""The lists that the U.S. Consolidated Screening List is made of, and what each does to a party."""

import re
from dataclasses import dataclass

from screening.model import Effect


@dataclass(frozen=True, slots=True)
class Source:
    """One list within the list: what it does to a party, and the id under which its own publisher's file is known here."""

    effect: Effect
    own: str = ""


# By the short name that each source bears in brackets, or by words of its title where it bears none.
SOURCES = {
    # Property blocked: 31 CFR chapter V, https://ofac.treasury.gov/specially-designated-nationals-and-blocked-persons-list-sdn-human-readable-lists
    "SDN": Source(Effect.BLOCKED, "us-ofac-sdn"),
    # Dealings restricted, property not blocked: https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists
    "SSI": Source(Effect.RESTRICTED, "us-ofac-cons"),
    "CAP": Source(Effect.RESTRICTED, "us-ofac-cons"),
    "CAPTA": Source(Effect.RESTRICTED, "us-ofac-cons"),
    "CMIC": Source(Effect.RESTRICTED, "us-ofac-cons"),
    "NS-MBS": Source(Effect.RESTRICTED, "us-ofac-cons"),
    "MBS": Source(Effect.RESTRICTED, "us-ofac-cons"),
    "PLC": Source(Effect.RESTRICTED, "us-ofac-cons"),
    "FSE": Source(Effect.RESTRICTED, "us-ofac-cons"),
    "561": Source(Effect.RESTRICTED, "us-ofac-cons"),
    "ISA": Source(Effect.RESTRICTED, "us-ofac-cons"),
    # A licence is needed for items subject to the Export Administration Regulations: 15 CFR 744.11 and supplement 4 (EL), 744.21 and supplement 7
    # (MEU), 744.15 and supplement 6 (UVL); or export privileges are denied: 15 CFR 764.3(a)(2) (DPL).
    "EL": Source(Effect.EXPORT_CONTROLLED, "us-bis-el"),
    "MEU": Source(Effect.EXPORT_CONTROLLED, "us-bis-meu"),
    "UVL": Source(Effect.EXPORT_CONTROLLED, "us-bis-uvl"),
    "DPL": Source(Effect.EXPORT_CONTROLLED, "us-bis-dpl"),
    # Debarred from the trade in defence articles: 22 CFR 127.7; penalties of the non-proliferation statutes, which differ from law to law.
    "DTC": Source(Effect.RESTRICTED, "us-state-dtc"),
    "ISN": Source(Effect.RESTRICTED, "us-state-isn"),
}
# A source that a later edition adds: its rows are kept and looked at by a person.
UNKNOWN = Source(Effect.RESTRICTED)
_BRACKETED = re.compile(r"\(([^()]+)\)")
_WORDS = (
    ("specially designated", "SDN"), ("sectoral sanctions", "SSI"), ("capta", "CAP"), ("military-industrial", "CMIC"), ("menu-based", "NS-MBS"),
    ("palestinian legislative", "PLC"), ("foreign sanctions evaders", "FSE"), ("denied persons", "DPL"), ("unverified", "UVL"),
    ("military end user", "MEU"), ("entity list", "EL"), ("debarred", "DTC"), ("nonproliferation", "ISN"), ("part 561", "561"),
)  # fmt: skip


def short_name(words: str) -> str:
    """ "SSI" of "Sectoral Sanctions Identifications List (SSI) - Treasury Department"; empty where it is none of the known."""
    for bracketed in _BRACKETED.findall(words):
        short = bracketed.removesuffix(" List").strip()
        if short in SOURCES:
            return str(short)
    folded = words.casefold()
    return next((short for part, short in _WORDS if part in folded), "")

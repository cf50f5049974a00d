"""OpenSanctions' own words: schemata to kinds of party, topics to effects, datasets to the lists they were made from.

Sources: https://www.opensanctions.org/docs/topics/ and https://followthemoney.tech/explorer/.

The rule for the effect: the topic "sanction" blocks; a party linked to one ("sanction.linked") or debarred is restricted; export control is export
control; every other topic (an office, a crime, a debt) does nothing to a party here, and a match is looked at by a person. Where the file has no
topics (the flat table), a party with a sanction or a programme is blocked.
"""

from collections.abc import Iterable, Sequence

from screening.lists.publication import Publication
from screening.model import Effect, PartyKind

PUBLICATION = Publication("opensanctions", "OpenSanctions collection", "OpenSanctions")

KINDS = {
    "Person": PartyKind.PERSON,
    "Company": PartyKind.ORGANIZATION,
    "Organization": PartyKind.ORGANIZATION,
    "PublicBody": PartyKind.ORGANIZATION,
    "LegalEntity": PartyKind.ANY,
    "Vessel": PartyKind.VESSEL,
    "Airplane": PartyKind.AIRCRAFT,
    "CryptoWallet": PartyKind.ANY,
    "Security": PartyKind.ANY,
    "Asset": PartyKind.ANY,
    "Thing": PartyKind.ANY,
    "Vehicle": PartyKind.ANY,
    "RealEstate": PartyKind.ANY,
}
_EFFECTS = {
    "sanction": Effect.BLOCKED,
    "sanction.linked": Effect.RESTRICTED,
    "debarment": Effect.RESTRICTED,
    "export.control": Effect.EXPORT_CONTROLLED,
    "export.control.linked": Effect.EXPORT_CONTROLLED,
}
_GRAVITY = (Effect.BLOCKED, Effect.RESTRICTED, Effect.EXPORT_CONTROLLED)
_NOT_BLOCKING = "us-ofac-cons"
# A dataset is named by its id in the graph and by its title in the table.
_LISTS = {
    "us_ofac_sdn": "us-ofac-sdn",
    "us ofac specially designated nationals (sdn) list": "us-ofac-sdn",
    "us ofac sdn list": "us-ofac-sdn",
    "us_ofac_cons": "us-ofac-cons",
    "us ofac consolidated (non-sdn) list": "us-ofac-cons",
    "un_sc_sanctions": "un-sc",
    "un security council consolidated sanctions": "un-sc",
    "eu_fsf": "eu-fsf",
    "eu financial sanctions files (fsf)": "eu-fsf",
    "gb_hmt_sanctions": "uk-hmt",
    "uk hmt/ofsi consolidated list of targets": "uk-hmt",
}


def effect_of(topics: Iterable[str], datasets: Sequence[str]) -> Effect:
    """The gravest effect among the topics. A party that stands on OFAC's non-SDN list alone is sanctioned, and its property is not blocked."""
    found = {_EFFECTS[each] for each in topics if each in _EFFECTS}
    gravest = next((each for each in _GRAVITY if each in found), Effect.NONE)
    if gravest is Effect.BLOCKED and len(datasets) == 1 and lists_of(datasets) == (_NOT_BLOCKING,):
        return Effect.RESTRICTED
    return gravest


def lists_of(datasets: Iterable[str]) -> tuple[str, ...]:
    """The publishers' own lists among the datasets, under the ids that their files have here."""
    return tuple(sorted({_LISTS[name] for each in datasets if (name := each.strip().casefold()) in _LISTS}))

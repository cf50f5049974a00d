"""What is known of a party beside its name, weighed against a listed entity: each piece agrees, conflicts or is unknown."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from screening.model import (
    Agreement,
    DateSpan,
    Entity,
    Evidence,
    Identifier,
    IdentifierKind,
    Party,
    PartyKind,
)

BIRTH_DATE = "birth_date"
COUNTRY = "country"
GENDER = "gender"
KIND = "kind"

_ONE_OF_A_KIND = frozenset(
    {
        IdentifierKind.LEI,
        IdentifierKind.IMO,
        IdentifierKind.MMSI,
        IdentifierKind.TAX_ID,
        IdentifierKind.REGISTRATION,
    }
)
"""Kinds of which a party has one in a country, so that two different ones speak against each other."""


def gather(party: Party, entity: Entity) -> tuple[Evidence, ...]:
    """Every piece of evidence that either agrees, conflicts, or is given on both sides without settling it."""
    pieces = [
        *_birth_date(party, entity),
        *_country(party, entity),
        *_gender(party, entity),
        *_kind(party, entity),
        *identifiers(party.identifiers, entity.identifiers),
    ]
    return tuple(pieces)


def _birth_date(party: Party, entity: Entity) -> list[Evidence]:
    ours, theirs = party.birth_date, entity.birth_dates
    if ours is None or not theirs:
        return []
    answers = [compare_dates(ours, telling) for telling in theirs]
    # Several published dates are tellings of one birth: one that agrees is enough, one in doubt leaves doubt.
    best = next(
        (answer for answer in (Agreement.AGREES, Agreement.UNKNOWN) if answer in answers), Agreement.CONFLICTS
    )
    return [Evidence(BIRTH_DATE, best, str(ours), ", ".join(str(telling) for telling in theirs))]


def compare_dates(ours: DateSpan, theirs: DateSpan) -> Agreement:
    """AGREES where the spans share a day (a "circa" reaches a year further); UNKNOWN within a year or one slip of the hand; else CONFLICTS.

    A slip is a digit mistyped, two neighbouring digits swapped, or day and month swapped; of bare years, two digits swapped.
    """
    if _overlap(ours, theirs):
        return Agreement.AGREES
    if abs(_gap_in_years(ours, theirs)) <= 1:
        agreed = ours.around or theirs.around
        return Agreement.AGREES if agreed else Agreement.UNKNOWN
    return Agreement.UNKNOWN if _slipped(ours, theirs) else Agreement.CONFLICTS


def _overlap(ours: DateSpan, theirs: DateSpan) -> bool:
    return ours.first <= theirs.last and theirs.first <= ours.last


def _gap_in_years(ours: DateSpan, theirs: DateSpan) -> int:
    if ours.first > theirs.last:
        return ours.first.year - theirs.last.year
    return theirs.first.year - ours.last.year


def _slipped(ours: DateSpan, theirs: DateSpan) -> bool:
    if ours.exact and theirs.exact:
        written, listed = ours.first, theirs.first
        turned = (written.year, written.day, written.month) == (listed.year, listed.month, listed.day)
        return turned or OSA.distance(f"{written:%Y%m%d}", f"{listed:%Y%m%d}", score_cutoff=1) <= 1
    years = [{span.first.year, span.last.year} for span in (ours, theirs)]
    if any(len(each) > 1 for each in years):
        return False
    mine, listed_year = str(ours.first.year), str(theirs.first.year)
    return sorted(mine) == sorted(listed_year) and OSA.distance(mine, listed_year, score_cutoff=1) <= 1


def _country(party: Party, entity: Entity) -> list[Evidence]:
    ours = frozenset(party.countries)
    theirs = frozenset(entity.countries) | frozenset(entity.nationalities)
    if not ours or not theirs:
        return []
    agreement = Agreement.AGREES if ours & theirs else Agreement.CONFLICTS
    return [Evidence(COUNTRY, agreement, ", ".join(sorted(ours)), ", ".join(sorted(theirs)))]


def _gender(party: Party, entity: Entity) -> list[Evidence]:
    if entity.kind is not PartyKind.PERSON or not party.gender or not entity.gender:
        return []
    ours, theirs = party.gender.strip().casefold()[:1], entity.gender.strip().casefold()[:1]
    known = {"m", "f"}
    if ours not in known or theirs not in known:
        return []
    agreement = Agreement.AGREES if ours == theirs else Agreement.CONFLICTS
    return [Evidence(GENDER, agreement, party.gender, entity.gender)]


def _kind(party: Party, entity: Entity) -> list[Evidence]:
    if PartyKind.ANY in (party.kind, entity.kind) or party.kind is entity.kind:
        return []
    return [Evidence(KIND, Agreement.CONFLICTS, party.kind.value, entity.kind.value)]


def identifiers(ours: Sequence[Identifier], theirs: Sequence[Identifier]) -> list[Evidence]:
    """Equal keys of one kind agree unless their countries differ; a different number of a kind that is one of a kind conflicts."""
    pieces = []
    for mine in ours:
        rivals = [other for other in theirs if other.kind is mine.kind and not countries_differ(mine, other)]
        equal = next((other for other in rivals if other.key == mine.key), None)
        if equal is not None:
            pieces.append(Evidence(f"identifier:{mine.kind}", Agreement.AGREES, mine.text, equal.text))
        elif rivals and mine.kind in _ONE_OF_A_KIND:
            known = ", ".join(other.text for other in rivals)
            pieces.append(Evidence(f"identifier:{mine.kind}", Agreement.CONFLICTS, mine.text, known))
    return pieces


def countries_differ(ours: Identifier, theirs: Identifier) -> bool:
    """Are both issuing countries known, and different?"""
    return None not in (ours.country, theirs.country) and ours.country != theirs.country

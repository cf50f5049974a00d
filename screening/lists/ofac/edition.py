"""Drafts to a snapshot: which of OFAC's two lists an edition is, and what was counted in it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from screening.lists.files import digest
from screening.lists.interface import ListSnapshot
from screening.lists.ofac.draft import EntityDraft
from screening.model import AliasQuality, Effect, Entity, PartyKind, SnapshotInfo

# Programmes of the non-SDN lists alone (Palestinian Legislative Council, Sectoral Sanctions, Chinese Military-Industrial Complex, correspondent accounts);
# the lists' other tags occur on the SDN list too. https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists
_RESTRICTED_ONLY = frozenset(
    {
        "NS-PLC",
        "UKRAINE-EO13662",
        "CMIC-EO13959",
        "561-Related",
        "561LIST",
        "CAATSA - RUSSIA",
        "FSE-IR",
        "FSE-SY",
    }
)
# From this many entries on, the programmes tell the list whatever the file is called: of the 14,966 SDN
# entries of 7 May 2024 one in a hundred has such a tag, of the 443 non-SDN entries of that week every one.
_TELLING_SIZE = 100
_TITLES = {
    True: "Consolidated (non-SDN) Sanctions List",
    False: "Specially Designated Nationals and Blocked Persons List",
}
PARTY_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANIZATION,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_SCRIPTS = {
    "arabic": "Arab",
    "armenian": "Armn",
    "burmese": "Mymr",
    "chinese simplified": "Hans",
    "chinese traditional": "Hant",
    "cyrillic": "Cyrl",
    "georgian": "Geor",
    "greek": "Grek",
    "hangul": "Hang",
    "hebrew": "Hebr",
    "japanese": "Jpan",
    "korean": "Kore",
    "thai": "Thai",
}
BLOCKING_LIST, RESTRICTED_LIST = "us-ofac-sdn", "us-ofac-cons"
PUBLISHER = "U.S. Department of the Treasury, Office of Foreign Assets Control"


def make_snapshot(
    drafts: Sequence[EntityDraft],
    path: Path,
    files: Sequence[Path],
    *,
    published: str | None,
    notes: Sequence[str],
    counts: Mapping[str, int],
    restricted: bool | None = None,
) -> ListSnapshot:
    """The edition as read, its entities in the publisher's order.

    `restricted` is the file's own word on whether it is the non-SDN list. The plain XML of both lists has one form, so that there the list is
    told by its programmes; in doubt it is the SDN list, which blocks.
    """
    doubt: tuple[str, ...] = ()
    if restricted is None:
        restricted, doubt = _identify(drafts, [file.name.casefold() for file in files])
    list_id = RESTRICTED_LIST if restricted else BLOCKING_LIST
    entities = tuple(draft.finish(list_id, _effect(draft, restricted)) for draft in drafts)
    info = SnapshotInfo(
        list=list_id,
        title=_TITLES[restricted],
        publisher=PUBLISHER,
        path=str(path),
        published=published,
        sha256=digest(files),
        counts=_counts(entities) | dict(counts),
        notes=(*notes, *doubt),
    )
    return ListSnapshot(info, entities, tuple(files))


def lists_of(names: Iterable[str]) -> set[str]:
    """Which of the two lists OFAC's own names of lists mean: "SDN List" is the one that blocks, all others ("Sectoral Sanctions Identifications
    List", "Non-SDN CMIC List", "CAPTA List") are parts of the consolidated one.
    """
    return {BLOCKING_LIST if name.casefold() == "sdn list" else RESTRICTED_LIST for name in names}


def script_code(name: str) -> str:
    """The ISO 15924 code of a script as OFAC names it; empty for Latin, in which every other format prints its names, and for an unknown one."""
    return _SCRIPTS.get(name.strip().casefold(), "")


def _effect(draft: EntityDraft, restricted: bool) -> Effect:
    # An entry of the consolidated list may stand on the SDN list too; where the format says so, its property is blocked.
    return Effect.BLOCKED if draft.blocks or not restricted else Effect.RESTRICTED


def _identify(drafts: Sequence[EntityDraft], names: Sequence[str]) -> tuple[bool, tuple[str, ...]]:
    """Is it the non-SDN list, and a note where names and programmes point to different lists?"""
    named_sdn, named_restricted = (any(name.startswith(start) for name in names) for start in ("sdn", "cons"))
    tagged = sum(
        not _RESTRICTED_ONLY.isdisjoint(draft.programs) or _under_directive(draft) for draft in drafts
    )
    mostly_tagged = tagged * 2 >= len(drafts)
    # A few entries alone do not outweigh the name of the list that blocks: parties of the other were later designated with both tags.
    restricted = mostly_tagged and not (named_sdn and len(drafts) < _TELLING_SIZE)
    if (named_sdn and mostly_tagged) or (named_restricted and not mostly_tagged):
        read_as = _TITLES[restricted]
        return restricted, (
            f"the file names and the programmes in them point to different lists; read as the {read_as}",
        )
    return restricted, ()


def _under_directive(draft: EntityDraft) -> bool:
    # Directives restrict dealings with parties on the non-SDN lists; the banks under them alone carry a programme of the SDN list.
    return any(
        "Subject to Directive" in remark or remark.startswith("Executive Order 14024 Directive")
        for remark in draft.remarks
    )


def _counts(entities: Sequence[Entity]) -> dict[str, int]:
    aliases = [name for entity in entities for name in entity.names[1:]]
    return {
        "entities": len(entities),
        "names": len(entities) + len(aliases),
        "aliases": len(aliases),
        "weak aliases": sum(1 for name in aliases if name.quality is AliasQuality.WEAK),
        "addresses": sum(len(entity.addresses) for entity in entities),
        "identifiers": sum(len(entity.identifiers) for entity in entities),
    }

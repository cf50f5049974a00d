"""Drafts to a snapshot: which of OFAC's two lists an edition is, and what was counted in it."""

from collections.abc import Mapping, Sequence
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
PARTY_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANIZATION,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
PUBLISHER = "U.S. Department of the Treasury, Office of Foreign Assets Control"


def make_snapshot(
    drafts: Sequence[EntityDraft],
    path: Path,
    files: Sequence[Path],
    *,
    published: str | None,
    notes: Sequence[str],
    counts: Mapping[str, int],
) -> ListSnapshot:
    """The edition as read. The XML of both lists has one form, so the list is told by its programmes; in doubt it is the SDN list, which blocks."""
    restricted = _is_restricted(drafts)
    list_id, effect = ("us-ofac-cons", Effect.RESTRICTED) if restricted else ("us-ofac-sdn", Effect.BLOCKED)
    title = (
        "Consolidated (non-SDN) Sanctions List"
        if restricted
        else "Specially Designated Nationals and Blocked Persons List"
    )
    named_restricted = any(file.name.casefold().startswith("cons") for file in files)
    extra = []
    if named_restricted != restricted:
        said = "the consolidated (non-SDN) list" if named_restricted else "the SDN list"
        extra.append(f"named like {said}, but its programmes are those of the {title}; read as that")
    entities = tuple(draft.build(list_id, effect) for draft in drafts)
    info = SnapshotInfo(
        list=list_id,
        title=title,
        publisher=PUBLISHER,
        path=str(path),
        published=published,
        sha256=digest(files),
        counts=_counts(entities) | dict(counts),
        notes=(*notes, *extra),
    )
    return ListSnapshot(info, entities)


def _is_restricted(drafts: Sequence[EntityDraft]) -> bool:
    marked = sum(
        1 for draft in drafts if not _RESTRICTED_ONLY.isdisjoint(draft.programs) or _under_directive(draft)
    )
    return marked * 2 >= len(drafts)


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

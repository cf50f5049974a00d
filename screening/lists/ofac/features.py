"""What OFAC's structured formats say in labelled features and identity documents, read as the CSV remarks print the same."""

from collections.abc import Iterable

from screening.lists.ofac.draft import EntityDraft

# What a ship or an aircraft is described with; each label occurs once in the plain XML's `vesselInfo`.
_VESSEL = {
    "vessel call sign": "call_sign",
    "vessel type": "kind",
    "vessel tonnage": "tonnage",
    "vessel gross registered tonnage": "gross",
    "vessel flag": "flag",
    "vessel owner": "owner",
}


def read_features(draft: EntityDraft, features: Iterable[tuple[str, str]]) -> int:
    """Reads every (label, value) into the draft; returns how many birth dates were no dates."""
    unread = 0
    vessel: dict[str, str] = {}
    for label, value in features:
        folded = label.casefold().rstrip(": ")
        if not value:
            draft.add_remark(label)
        elif folded == "birthdate":
            unread += not draft.read_birth_date(value)
        elif folded == "place of birth":
            draft.add_birth_place(value)
        elif folded in ("nationality country", "citizenship country"):
            draft.add_nationality(value, "nationality" if folded.startswith("n") else "citizen")
        elif folded == "title":
            draft.title = "; ".join(word for word in (draft.title, value) if word)
        elif folded in _VESSEL and _VESSEL[folded] not in vessel:
            vessel[_VESSEL[folded]] = value
        else:
            draft.add_feature(label, value)
    if vessel:
        draft.add_vessel(**{name: vessel.get(name, "") for name in _VESSEL.values()})
    return unread


def read_document(
    draft: EntityDraft,
    label: str,
    number: str,
    *,
    country: str = "",
    issued: str = "",
    expires: str = "",
    authority: str = "",
    comment: str = "",
    valid: bool = True,
) -> None:
    """An identity document in the words of the CSV remarks; what those do not say becomes a remark."""
    tail = (
        country and f"({country})",
        issued and f"issued {issued}",
        expires and f"expires {expires}",
    )
    draft.add_feature(label, " ".join(word for word in (number, *tail) if word))
    said = (authority and f"issued by {authority}", "" if valid else "not valid", comment)
    if more := ", ".join(word for word in said if word):
        draft.add_remark(f"{label} {number}: {more}")

"""The grammar of OFAC's remarks: items separated by semicolons, each a labelled fact or a free statement."""

import re

from screening.lists.ofac.draft import EntityDraft, without_stop
from screening.lists.ofac.labels import split_label
from screening.model import AliasQuality, NameKind

_ALIAS = re.compile(r"([afn])\.k\.a\. '(.*)'$")
_ALTERNATIVE = re.compile(r"^alt\. ", re.IGNORECASE)  # OFAC's mark on the second and later items of a kind.
_FACT = re.compile(
    r"(DOB|POB|nationality|citizen|Gender|Linked To:|Nationality of Registration|Registration Country)\s+(\S.*)$"
)
# XML brackets one link or several: "(Linked To: A; Linked To: B (C))".
_LINKS_IN_BRACKETS = re.compile(r"\((Linked To: (?:[^()]|\([^()]*\))*)\)")
ALIAS_KINDS = {"a": NameKind.AKA, "f": NameKind.FKA, "n": NameKind.NKA}


def split_remarks(text: str) -> list[str]:
    """The items of a remark. A semicolon inside brackets separates nothing."""
    items, depth, start = [], 0, 0
    for at, mark in enumerate(text):
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif mark == ";" and depth == 0:
            items.append(text[start:at])
            start = at + 1
    if depth:  # A bracket that never closes must not swallow the items behind it.
        items, start = text.split(";"), len(text)
    items.append(text[start:])
    return [stripped for item in items if (stripped := item.strip())]


def read_remarks(draft: EntityDraft, text: str) -> int:
    """Read every item of a whole remark into the draft; an item of no known form stays among its remarks. Returns how many birth dates were no dates."""
    unread_dates = 0
    text = text.removesuffix(".")
    # OFAC repeats a person's title among the remarks of the CSV form only.
    known = {without_stop(part) for part in (*split_remarks(draft.title), draft.title)}
    for item in split_remarks(_LINKS_IN_BRACKETS.sub(r"\1", text)):
        if without_stop(item) not in known:
            unread_dates += _read_item(draft, _ALTERNATIVE.sub("", item))
    return unread_dates


def _read_item(draft: EntityDraft, item: str) -> int:
    if alias := _ALIAS.match(item):
        draft.add_name(alias[2].strip(), ALIAS_KINDS[alias[1]], AliasQuality.WEAK)
        return 0
    if fact := _FACT.match(item):
        return _read_fact(draft, fact[1], fact[2])
    labelled = split_label(item)
    if labelled is None:
        draft.add_remark(item)
    else:
        draft.add_feature(*labelled)
    return 0


def _read_fact(draft: EntityDraft, label: str, value: str) -> int:
    match label:
        case "DOB":
            return 0 if draft.read_birth_date(value) else 1
        case "POB":
            draft.add_birth_place(value)
        case "nationality" | "citizen":
            draft.add_nationality(value, label)
        case "Linked To:":
            draft.linked_to.add(without_stop(value))
        case _:
            draft.add_feature(label, value)
    return 0

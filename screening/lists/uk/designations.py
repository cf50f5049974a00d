"""The designations of one edition of the UK Sanctions List while it is read, from either of its forms.

Only an asset freeze blocks; a party under any other measure (a travel ban, a ban on port entry) is restricted. Asset freezes are what OFSI's
consolidated list names, so that such a party is said to stand on that list too. A designation that does not say what is imposed counts as frozen.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.files import AGAIN
from screening.lists.interface import ListSnapshot
from screening.lists.party import SpreadDraft, day
from screening.lists.publication import Publication, snapshot_of
from screening.lists.uk import facts
from screening.model import Effect, NameKind
from screening.values import parse_date

_PUBLICATION = Publication(
    "uk-sanctions-list",
    "The UK Sanctions List",
    "Foreign, Commonwealth & Development Office of the United Kingdom",
)
_FROZEN_TOO = ("uk-hmt",)
_FREEZE = re.compile(r"asset\s*freeze", re.IGNORECASE)
# A few designations without a primary name are the publisher's slip; more are a file cut short.
_HEADLESS_SHARE = 0.01


def edition_date(text: str) -> date | None:
    """The date in "Report Date: 13-Feb-2026" or "20/08/2026"; None where there is none."""
    found = re.search(r"\d{1,2}[-/ ](?:\d{1,2}|[A-Za-z]+)[-/ ]\d{4}|\d{4}-\d{2}-\d{2}", text)
    if found is None:
        return None
    try:
        return day(found[0]) or parse_date(found[0].replace("-", " ")).first
    except ValueError:
        return None


class Designations:
    """The parties by their unique id, in the file's order. `unread` counts what was met and not understood, in words."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.unread: Counter[str] = Counter()
        self._drafts: dict[str, SpreadDraft] = {}
        self._lines: dict[str, int] = {}
        self._imposed: dict[str, bool] = {}

    def draft(self, unique: str, kind: str, line: int, *, again: bool) -> SpreadDraft:
        """The party of this id, new or, where the form repeats it (`again`), as read so far."""
        if not unique:
            raise self.error("a designation without its unique id", line)
        if kind.casefold() not in facts.KINDS:
            raise self.error(f"'{kind[:40]}' is no type of party; expected individual, entity or ship", line)
        known = self._drafts.get(unique)
        if known is None:
            known = self._drafts[unique] = SpreadDraft(unique, facts.KINDS[kind.casefold()])
            self._lines[unique] = line
        elif not again:
            raise self.error(f"designation {unique} occurs twice: two editions were merged", line)
        elif known.kind is not facts.KINDS[kind.casefold()]:
            raise self.error(f"designation {unique} is of two types: two editions were merged", line)
        return known

    def add_listing(self, draft: SpreadDraft, get: Callable[[str], str]) -> None:
        """The regime, what is imposed, the reasons and the day; `get` gives the text under a column's key."""
        if (regime := get("regimename")) and regime not in draft.programs:
            draft.programs.append(regime)
            draft.legal_basis.append(regime)
        imposed = get("sanctionsimposed")
        if imposed:
            frozen = bool(_FREEZE.search(imposed))
            self._imposed[draft.uid] = self._imposed.get(draft.uid, False) or frozen
            draft.add_remark(f"Sanctions imposed: {imposed.replace('|', ', ')}")
        for label, column in (
            ("UN reference", "unreferencenumber"),
            ("OFSI group id", "ofsigroupid"),
            ("Designation source", "designationsource"),
        ):
            if text := get(column):
                draft.add_remark(f"{label}: {text}")
        draft.add_remark(get("otherinformation"))
        draft.add_remark(get("ukstatementofreasons"))
        listed = day(get("datedesignated"))
        draft.listed_on = min(filter(None, (draft.listed_on, listed)), default=None)

    def freeze(self, draft: SpreadDraft) -> None:
        """The file says apart from its words that assets are frozen."""
        self._imposed[draft.uid] = True

    def add_birth_dates(self, draft: SpreadDraft, text: str) -> None:
        known = len(draft.remarks)
        bad = facts.add_birth_dates(draft, text)
        if bad and len(draft.remarks) > known:
            self.unread["dates of birth are no dates and were kept as remarks"] += bad

    def snapshot(self, path: Path, published: date | None, counts: Mapping[str, int]) -> ListSnapshot:
        """The finished edition; raises ListError where it is empty, has no date, or many parties lack their primary name."""
        where = Location(str(self.file))
        if not self._drafts:
            raise ListError("the list holds no entries", where=where, remedy=AGAIN)
        if published is None:
            raise ListError("the file does not say of which day it is", where=where, remedy=AGAIN)
        self._check_names()
        for draft in self._drafts.values():
            self._settle(draft)
        return snapshot_of(
            _PUBLICATION,
            [draft.finished(_PUBLICATION.list, _PUBLICATION.list) for draft in self._drafts.values()],
            path,
            [self.file],
            published=published.isoformat(),
            notes=[f"{count} {what}" for what, count in sorted(self.unread.items())],
            counts=counts,
        )

    def error(self, problem: str, line: int) -> ListError:
        return ListError(problem, where=Location(str(self.file), line=line), remedy=AGAIN)

    def _check_names(self) -> None:
        nameless = [unique for unique, draft in self._drafts.items() if not draft.names]
        if nameless:
            raise self.error(f"designation {nameless[0]} has no name", self._lines[nameless[0]])
        headless = [
            unique
            for unique, draft in self._drafts.items()
            if not any(name.kind is NameKind.PRIMARY for name in draft.names)
        ]
        if len(headless) > _HEADLESS_SHARE * len(self._drafts):
            raise self.error(
                f"{len(headless)} of {len(self._drafts)} designations lack their primary name (the first: {headless[0]}): the file was cut short",
                self._lines[headless[0]],
            )
        if headless:
            self.unread[f"designations lack their primary name (the first: {headless[0]})"] += len(headless)

    def _settle(self, draft: SpreadDraft) -> None:
        frozen = self._imposed.get(draft.uid)
        if frozen is None:
            self.unread["designations do not say what is imposed and are read as asset freezes"] += 1
        draft.effect = Effect.RESTRICTED if frozen is False else Effect.BLOCKED
        draft.also_on = () if frozen is False else _FROZEN_TOO

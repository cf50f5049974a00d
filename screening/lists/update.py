"""A list renewed from its publisher: fetched aside, read, doubted, and only then put in the place of the former edition."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

from screening.errors import ListError, Location, ScreeningError
from screening.lists.download import Fetched, Fetcher
from screening.lists.interface import ListSnapshot
from screening.lists.load import load_list
from screening.lists.manifest import DatedBy
from screening.lists.sources import Source
from screening.lists.store import Added, ListStore, Origin
from screening.lists.stored_edition import Edition


class UpdateState(StrEnum):
    """How the renewal of one list ended."""

    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Update:
    """One list's outcome: `edition` is the one in use now (None: none is kept), `before` the one in use until now."""

    list: str
    state: UpdateState
    edition: Edition | None
    before: Edition | None
    error: ScreeningError | None = None


@dataclass(frozen=True, slots=True)
class Renewal:
    """How lists are renewed: from where, at what time, and what a person has accepted beforehand."""

    store: ListStore
    fetcher: Fetcher
    retrieved: datetime
    program: str
    max_shrink_percent: float
    accept: bool = False

    def update(self, name: str, source: Source) -> Update:
        """Renew one list. A failure is told in the outcome and leaves the former edition in use."""
        before: Edition | None = None
        try:
            before = self.store.newest(name)
            added = self._renew(name, source, before)
        except ScreeningError as error:
            return Update(name, UpdateState.FAILED, before, before, error)
        state = UpdateState.UPDATED if added.new else UpdateState.UNCHANGED
        return Update(name, state, added.edition, before)

    def add(self, source: Source, day: date | None = None) -> Added:
        """Keep an edition from an address, whatever list it turns out to be; `day` is its date where its files carry none."""
        with self.store.changing() as draft:
            fetched = self._fetch(source, draft, None)
            snapshot = _read(draft, source)
            origin = self._origin(source, fetched)
            dated = replace(origin, day=day, dated_by=DatedBy.USER) if day else origin
            return self.store.keep(draft, snapshot, dated)

    def _renew(self, name: str, source: Source, before: Edition | None) -> Added:
        with self.store.changing() as draft:
            whole = before if before is not None and _is_whole(before) else None
            fetched = self._fetch(source, draft, whole)
            origin = self._origin(source, fetched)
            if whole is not None and all(each.not_modified for each in fetched):
                return Added(self.store.confirm(whole, origin), new=False)
            snapshot = _read(draft, source)
            self._doubt(name, snapshot, origin, before)
            added = self.store.keep(draft, snapshot, origin)
            return added if added.new else Added(self.store.confirm(added.edition, origin), new=False)

    def _fetch(self, source: Source, draft: Path, whole: Edition | None) -> list[Fetched]:
        kept = {each.name: each for each in whole.manifest.files} if whole is not None else {}
        fetched = []
        for file in source.files:
            got = self.fetcher.fetch(file.url, draft / file.name, source.limit, kept.get(file.name))
            if got.not_modified and whole is not None:
                shutil.copyfile(whole.folder / "files" / file.name, draft / file.name)
            fetched.append(got)
        return fetched

    def _origin(self, source: Source, fetched: Sequence[Fetched]) -> Origin:
        served = {file.name: got.served() for file, got in zip(source.files, fetched, strict=True)}
        return Origin(
            source=" ".join(file.url for file in source.files),
            retrieved=self.retrieved,
            program=self.program,
            day=_server_day(fetched, self.retrieved.date()),
            dated_by=DatedBy.SERVER,
            confirmed=True,
            served=served,
        )

    def _doubt(self, name: str, snapshot: ListSnapshot, origin: Origin, before: Edition | None) -> None:
        """Raise ListError where the file is another list's, or, unless accepted, older or much shorter than the edition in use."""
        info = snapshot.info
        where = Location(origin.source)
        if info.list != name:
            raise ListError(
                f"the file is {info.list} ({info.title}), not {name}",
                where=where,
                remedy="look at the address in sources.toml or behind --from",
            )
        if before is None or self.accept:
            return
        now, then = info.counts.get("entities", 0), before.manifest.counts.get("entities", 0)
        day = date.fromisoformat(info.published) if info.published else origin.day
        if day is not None and day < before.manifest.day:
            raise ListError(
                f"the file is of {day}, older than the edition in use ({before.manifest.day})",
                where=where,
                remedy="try again later; --accept keeps it all the same",
            )
        if now < then * (1 - self.max_shrink_percent / 100):
            raise ListError(
                f"the list would shrink from {then:,} to {now:,} entities, by more than {self.max_shrink_percent:g} percent",
                where=where,
                remedy="ask the publisher whether so many were delisted; --accept keeps it all the same",
            )


def _is_whole(edition: Edition) -> bool:
    try:
        edition.verify()
    except ListError:
        return False
    return True


def _read(draft: Path, source: Source) -> ListSnapshot:
    files = sorted(draft.iterdir())
    try:
        snapshot = load_list(files[0] if len(files) == 1 else draft)
    except ListError as error:
        raise _from_there(error, draft, source) from error
    if not snapshot.entities:
        raise ListError(
            "the list holds no entry", where=Location(source.files[0].url), remedy="try again later"
        )
    # The folder in which it lies for the moment tells nobody anything.
    return replace(snapshot, info=replace(snapshot.info, path=files[0].name))


def _from_there(error: ListError, draft: Path, source: Source) -> ListError:
    """The same error with the address in the place of the folder in which the file lay for the moment."""
    place = error.where.path if error.where else ""
    urls = {str(draft / file.name): file.url for file in source.files} | {str(draft): source.files[0].url}
    line = error.where.line if error.where else None
    return ListError(
        error.message, where=Location(urls.get(place, source.files[0].url), line=line), remedy=error.remedy
    )


def _server_day(fetched: Sequence[Fetched], latest: date) -> date | None:
    """The newest of the files' dates as the server gives them; for editions whose files carry none."""
    days = []
    for each in fetched:
        with suppress(ValueError):
            days.append(parsedate_to_datetime(each.last_modified).date())
    return min(max(days), latest) if days else None

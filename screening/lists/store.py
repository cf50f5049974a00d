"""Editions of lists as the workspace keeps them: content-addressed, verified each time they are opened, found by name and day."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from screening.errors import ListError, Location, ScreeningError, ScreeningErrors, UsageError, WorkspaceError
from screening.lists.files import digest
from screening.lists.interface import ListSnapshot
from screening.lists.load import load_list
from screening.lists.manifest import DatedBy, Manifest, read_manifest, stored_file
from screening.lists.stored_edition import FILES, Edition, content
from screening.progress import SILENT, Progress
from screening.workspace import Workspace, cannot_write

ALL = "all"
"""The name that stands for every list of the workspace."""

_DRAFT = ".draft-"
_LOCK = "lists"
_SHA = re.compile(r"[0-9a-f]{6,64}$")
_WHOLE_SHA = re.compile(r"[0-9a-f]{64}$")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an edition came from: `served` holds, by file name, what the server said of it (url, etag, last_modified)."""

    source: str
    retrieved: datetime
    program: str
    day: date | None = None
    dated_by: DatedBy = DatedBy.USER
    confirmed: bool = False
    served: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """An edition that was put into the workspace; `new` is False where it stood there already."""

    edition: Edition
    new: bool


class ListStore:
    """The lists of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def editions(self, name: str | None = None) -> tuple[Edition, ...]:
        """Every stored edition, of one list or of all, by list and day, oldest first. Raises WorkspaceError for a damaged manifest."""
        errors: list[ScreeningError] = []
        found = self.readable_editions(errors, name)
        if errors:
            raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
        return found

    def readable_editions(self, errors: list[ScreeningError], name: str | None = None) -> tuple[Edition, ...]:
        """Like `editions`, but what is wrong with the others is put into `errors`."""
        lists = [self.workspace.lists / name] if name else _folders(self.workspace.lists)
        found: list[Edition] = []
        for folder in (each for one in lists for each in _folders(one) if _WHOLE_SHA.match(each.name)):
            try:
                found.append(Edition(read_manifest(folder), folder))
            except WorkspaceError as error:
                errors.append(error)
        return tuple(sorted(found, key=lambda each: (each.manifest.list, *_age_order(each))))

    def newest(self, name: str, on: date | None = None) -> Edition | None:
        """The edition of a list that is in force on a day (None: the newest of all)."""
        known = [each for each in self.editions(name) if on is None or each.manifest.day <= on]
        return known[-1] if known else None

    def find(self, asked: str, as_of: date | None = None) -> Edition:
        """The edition that "NAME", "NAME@YYYY-MM-DD" or "NAME@SHA256" (six digits or more) names.

        A bare name means the edition in force on `as_of` (None: the newest), a name with a day the one in force on that day.

        Raises:
            UsageError: no such list, or no such edition.
            ListError: the list had no edition in force on that day.
        """
        name, _, which = asked.partition("@")
        known = self.editions(name) if _is_name(name) else ()
        if not known:
            raise self._unknown(asked)
        if which and not re.match(r"\d{4}-\d\d-\d\d$", which):
            return _by_digest(asked, which, known)
        try:
            day = date.fromisoformat(which) if which else as_of
        except ValueError:
            raise UsageError(f"'{which}' is no day", remedy="write it as YYYY-MM-DD") from None
        found = self.newest(name, day)
        if found is None:
            raise ListError(
                f"no edition of {name} was in force on {day}: the oldest that is kept is of {known[0].manifest.day}",
                remedy=f"add the edition of that time (screening lists add FILE), or name one that is kept: {known[0].manifest.label}",
            )
        return found

    def resolve(self, asked: str, as_of: date | None = None) -> tuple[Edition, ...]:
        """The editions that a name stands for: one, or one of every list for "all"."""
        if asked != ALL:
            return (self.find(asked, as_of),)
        names = sorted({each.manifest.list for each in self.editions()})
        if not names:
            raise UsageError(
                f"the workspace {self.workspace.root} holds no list",
                remedy="add one: screening lists add FILE",
            )
        return tuple(self.find(name, as_of) for name in names)

    def _unknown(self, asked: str) -> UsageError:
        names = ", ".join(sorted({each.manifest.list for each in self.editions()}))
        kept = f"; the workspace holds {names}" if names else "; the workspace holds no list"
        return UsageError(
            f"unknown list '{asked}': no such file or folder, and no list of that name{kept}",
            remedy="give the publisher's file, the folder that holds its csv set, or the name of a list of the workspace",
        )

    @contextmanager
    def changing(self) -> Iterator[Path]:
        """Hold the lists of the workspace, and give an empty private folder in which an edition is put together.

        What a killed process left behind is cleared away first. Reading needs no lock: an edition appears whole, by one renaming.
        """
        with self.workspace.lock(_LOCK):
            root = self.workspace.folder(self.workspace.lists)
            for each in root.glob(f"{_DRAFT}*"):
                shutil.rmtree(each, ignore_errors=True)
            try:
                draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=root))
                (draft / FILES).mkdir(mode=0o700)
            except OSError as error:
                raise cannot_write(root, error) from error
            try:
                yield draft / FILES
            finally:
                shutil.rmtree(draft, ignore_errors=True)

    def add(self, path: Path, origin: Origin, progress: Progress = SILENT) -> Added:
        """Keep the edition that lies at `path`, read whole first. An edition that is kept already stays as it is."""
        return self.keep_read(path, load_list(path, progress), origin)

    def keep_read(self, path: Path, snapshot: ListSnapshot, origin: Origin) -> Added:
        """Keep the edition that was read from `path` as `snapshot`. Raises ListError where its files changed since."""
        with self.changing() as draft:
            try:
                for each in files_of(snapshot, path):
                    shutil.copyfile(each, draft / each.name)
            except OSError as error:
                raise cannot_write(draft, error) from error
            return self.keep(draft, snapshot, origin)

    def keep(self, draft: Path, snapshot: ListSnapshot, origin: Origin) -> Added:
        """Put the files in `draft` (from `changing`), which were read as `snapshot`, into their place by one renaming."""
        info = snapshot.info
        for each in content(draft):
            _settle(each)
        if digest(content(draft)) != info.sha256:
            raise ListError(
                "the files changed while they were read", where=Location(info.path), remedy="try again"
            )
        day, dated_by = _dated(info.published, origin)
        manifest = Manifest(
            list=info.list,
            title=info.title,
            publisher=info.publisher,
            published=date.fromisoformat(info.published) if info.published else None,
            day=day,
            dated_by=dated_by,
            retrieved=origin.retrieved,
            confirmed=origin.retrieved if origin.confirmed else None,
            source=origin.source,
            sha256=info.sha256,
            counts=dict(info.counts),
            notes=info.notes,
            files=tuple(stored_file(each, **origin.served.get(each.name, {})) for each in content(draft)),
            program=origin.program,
        )
        known = self._same(manifest)
        if known is not None:
            return Added(_dated_anew(known, manifest), new=False)
        manifest.write(draft.parent)
        place = self.workspace.folder(self.workspace.lists / manifest.list) / manifest.sha256
        _move(draft.parent, place)
        return Added(Edition(manifest, place), new=True)

    def confirm(self, edition: Edition, origin: Origin) -> Edition:
        """Note that the publisher's server still has this edition as its newest; call within `changing`."""
        files = tuple(
            each.model_copy(update=dict(origin.served.get(each.name, {}))) for each in edition.manifest.files
        )
        renewed = edition.manifest.model_copy(update={"confirmed": origin.retrieved, "files": files})
        renewed.write(edition.folder)
        return Edition(renewed, edition.folder)

    def remove(self, edition: Edition) -> None:
        """Take an edition out of the workspace, whole."""
        with self.changing() as draft:
            _move(edition.folder, draft / edition.folder.name)

    def _same(self, manifest: Manifest) -> Edition | None:
        """The stored edition with the same content, whatever its files are called; damaged ones do not count."""
        content = sorted(each.sha256 for each in manifest.files)
        for each in self.editions(manifest.list):
            if sorted(file.sha256 for file in each.manifest.files) == content:
                try:
                    each.verify()
                except ScreeningError:
                    shutil.rmtree(each.folder, ignore_errors=True)
                    continue
                return each
        return None


def files_of(snapshot: ListSnapshot, path: Path) -> Sequence[Path]:
    """The files that make up an edition: those that its parser names, else the one file, else all that lie in the folder."""
    return snapshot.files or ((path,) if path.is_file() else content(path))


def _dated(published: str | None, origin: Origin) -> tuple[date, DatedBy]:
    if published:
        return date.fromisoformat(published), DatedBy.FILE
    if origin.day is not None:
        return origin.day, origin.dated_by
    return origin.retrieved.date(), DatedBy.RETRIEVAL


def _dated_anew(known: Edition, given: Manifest) -> Edition:
    """The kept edition with the day that is given now, where nobody had said one before."""
    if known.manifest.dated_by is not DatedBy.RETRIEVAL or given.dated_by is DatedBy.RETRIEVAL:
        return known
    dated = known.manifest.model_copy(update={"day": given.day, "dated_by": given.dated_by})
    dated.write(known.folder)
    return Edition(dated, known.folder)


def _age_order(edition: Edition) -> tuple[date, datetime, str]:
    return edition.manifest.day, edition.manifest.retrieved, edition.manifest.sha256


def _by_digest(asked: str, which: str, known: Sequence[Edition]) -> Edition:
    found = [each for each in known if _SHA.match(which) and each.manifest.sha256.startswith(which)]
    if len(found) == 1:
        return found[0]
    labels = ", ".join(f"{each.manifest.label} ({each.manifest.sha256[:12]})" for each in known)
    problem = "fits several editions" if found else "names no edition that is kept"
    raise UsageError(f"'{asked}' {problem}", remedy=f"use one of: {labels}")


def _is_name(text: str) -> bool:
    return bool(re.match(r"[\w.-]+$", text)) and not text.startswith(".")


def _folders(place: Path) -> list[Path]:
    try:
        return sorted(each for each in place.iterdir() if each.is_dir() and not each.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise WorkspaceError(
            f"the folder cannot be read ({error.strerror})",
            where=Location(str(place)),
            remedy="check its permissions",
        ) from error


def _move(source: Path, place: Path) -> None:
    try:
        os.replace(source, place)  # noqa: PTH105 - one call that is atomic for folders too
    except OSError as error:
        raise cannot_write(place, error) from error


def _settle(path: Path) -> None:
    """Owner-only, and on the disk before the edition appears under its name."""
    try:
        path.chmod(0o600)
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
    except OSError as error:
        raise cannot_write(path, error) from error

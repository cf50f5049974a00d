"""One stored edition: verified, byte for byte, each time it is opened."""

from dataclasses import dataclass, replace
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.files import digest
from screening.lists.interface import ListSnapshot, Load
from screening.lists.load import load_list
from screening.lists.manifest import Manifest, StoredFile, stored_file
from screening.progress import SILENT, Progress

FILES = "files"
"""The folder, within an edition's, that holds the publisher's files."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One stored edition and its folder."""

    manifest: Manifest
    folder: Path

    @property
    def paths(self) -> tuple[Path, ...]:
        """The publisher's files."""
        return tuple(self.folder / FILES / each.name for each in self.manifest.files)

    def verify(self) -> None:
        """Raise ListError unless every file is there, byte for byte, and none beside."""
        found = self.folder / FILES
        problems = [problem for each in self.manifest.files if (problem := _damage(found / each.name, each))]
        known = {each.name for each in self.manifest.files}
        problems += [
            f"{each.name} does not belong to it" for each in content(found) if each.name not in known
        ]
        if not problems and digest(self.paths) != self.manifest.sha256:
            problems.append("its files are not those that it is named by")
        if problems:
            raise ListError(
                f"the stored edition {self.manifest.label} is damaged: {'; '.join(problems)}",
                where=Location(str(self.folder)),
                remedy=f"remove it (screening lists remove {self.manifest.list}@{self.manifest.sha256[:12]}) and add it again",
            )

    def open(self, progress: Progress = SILENT, load: Load = load_list) -> ListSnapshot:
        """The edition read whole, its files verified first. Raises ListError for a damaged one: it is never used."""
        self.verify()
        snapshot = load(self.paths[0] if len(self.paths) == 1 else self.folder / FILES, progress)
        if (snapshot.info.list, snapshot.info.sha256) != (self.manifest.list, self.manifest.sha256):
            raise ListError(
                f"the stored edition {self.manifest.label} is read as {snapshot.info.list} by this version of the program",
                where=Location(str(self.folder)),
                remedy="remove it and add it again",
            )
        read = snapshot.info
        info = replace(self.manifest.info(), published=read.published, counts=read.counts, notes=read.notes)
        return replace(snapshot, info=info)


def content(place: Path) -> list[Path]:
    """The files in a folder, by name; none where there is no folder."""
    if not place.is_dir():
        return []
    return sorted(each for each in place.iterdir() if each.is_file() and not each.name.startswith("."))


def _damage(path: Path, expected: StoredFile) -> str:
    try:
        found = stored_file(path)
    except FileNotFoundError:
        return f"{expected.name} is missing"
    except OSError as error:
        return f"{expected.name} cannot be read ({error.strerror})"
    return "" if found.sha256 == expected.sha256 else f"{expected.name} is not as it was stored"

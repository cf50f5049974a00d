"""Rules, targets and securities as they stand in folders, read and held against each other, with everything that is wrong at once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from screening.errors import Location, RuleError, ScreeningError, ScreeningErrors
from screening.model import (
    Vocabulary,
)
from screening.ruleset.load import Document, collect
from screening.ruleset.references import broken_references
from screening.ruleset.rule import Rule
from screening.ruleset.securities import SecuritySet
from screening.ruleset.targets import Target
from screening.ruleset.vocabulary import VocabularyFile

VOCABULARY = "vocabulary.yaml"
_HOUSE = "house."
_File = TypeVar("_File", Rule, Target, SecuritySet)


@dataclass(slots=True)
class Files:
    """What was read from the folders, with where each stood, and what was wrong."""

    vocabulary: Vocabulary | None = None
    rules: dict[str, tuple[Rule, Document]] = field(default_factory=dict)
    targets: dict[str, tuple[Target, Document]] = field(default_factory=dict)
    securities: dict[str, tuple[SecuritySet, Document]] = field(default_factory=dict)
    errors: list[RuleError] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)

    def digest(self) -> str:
        """SHA-256 over all files, whatever their order and line ends."""
        return hashlib.sha256("\n".join(sorted(self.digests)).encode()).hexdigest()


def read_folders(dirs: Sequence[Path]) -> tuple[Vocabulary, Files]:
    """The vocabulary, and all that stands in the shipped folder, which is the first, and in the user's own. Raises ScreeningErrors with every broken file, and every name that leads nowhere, at once."""
    files = Files()
    for position, folder in enumerate(dirs):
        _read_folder(folder, files, house=position > 0)
    if files.vocabulary is None and not files.errors:
        where = Location(str(dirs[0] / VOCABULARY) if dirs else VOCABULARY)
        files.errors.append(
            RuleError("the vocabulary is missing", where=where, remedy="install the program again")
        )
    if files.vocabulary is not None:
        files.errors += broken_references(files.vocabulary, files.rules, files.targets, files.securities)
    if files.errors or files.vocabulary is None:
        raise ScreeningErrors(sorted(files.errors, key=_place))
    return files.vocabulary, files


def _place(error: ScreeningError) -> tuple[str, int]:
    return (error.where.path, error.where.line or 0) if error.where else ("", 0)


def _read_folder(folder: Path, files: Files, *, house: bool) -> None:
    if not folder.is_dir():
        files.errors.append(
            RuleError(
                "there is no such folder of rules", where=Location(str(folder)), remedy="check the path"
            )
        )
        return
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".yml":
            files.errors.append(
                RuleError("would not be read", where=Location(str(path)), remedy="rename it to end in .yaml")
            )
        if path.suffix != ".yaml":
            continue
        content = path.read_bytes().replace(
            b"\r\n", b"\n"
        )  # the same rules, whatever a checkout makes of line ends
        files.digests.append(f"{name} {hashlib.sha256(content).hexdigest()}")
        _read_file(path, name, files, house=house)


def _read_file(path: Path, name: str, files: Files, *, house: bool) -> None:
    if name == VOCABULARY:
        found = collect(path, VocabularyFile, files.errors)
        if found is not None and files.vocabulary is not None:
            files.errors.append(
                RuleError(
                    "a second vocabulary",
                    where=Location(str(path)),
                    remedy="remove it: the program's own one holds",
                )
            )
        elif found is not None:
            files.vocabulary = found[0].vocabulary()
    elif name.startswith("targets/"):
        _keep(files.targets, collect(path, Target, files.errors), name.removeprefix("targets/"), files.errors)
    elif name.startswith("securities/"):
        _keep(
            files.securities,
            collect(path, SecuritySet, files.errors),
            name.removeprefix("securities/"),
            files.errors,
        )
    else:
        rule = collect(path, Rule, files.errors)
        _keep(files.rules, rule, name, files.errors)
        if rule is not None and rule[0].id.startswith(_HOUSE) is not house:
            remedy = (
                f"call a rule of your own '{_HOUSE}...'"
                if house
                else f"only a user's own rule is called '{_HOUSE}...'"
            )
            files.errors.append(
                RuleError(
                    f"the id '{rule[0].id}' does not fit this folder",
                    where=rule[1].where(["id"]),
                    remedy=remedy,
                )
            )


def _keep(
    known: dict[str, tuple[_File, Document]],
    found: tuple[_File, Document] | None,
    name: str,
    errors: list[RuleError],
) -> None:
    if found is None:
        return
    model, document = found
    expected = name.removesuffix(".yaml")
    if model.id != expected:
        errors.append(
            RuleError(
                f"the id '{model.id}' is not the file's path '{expected}'",
                where=document.where(["id"]),
                remedy="make the two the same",
            )
        )
    if model.id in known:
        other = known[model.id][1].path
        errors.append(
            RuleError(
                f"the id '{model.id}' stands already in {other}",
                where=document.where(["id"]),
                remedy="choose another id",
            )
        )
        return
    known[model.id] = found

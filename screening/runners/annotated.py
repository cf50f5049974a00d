"""The annotated copies of a run's inputs: checked before the run, written after its report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from screening.errors import ScreeningError, ScreeningErrors, UsageError
from screening.model import RunInfo
from screening.report import Answers, Original, Reported, TextForm, copy_format, write_annotated
from screening.tables import Table


@dataclass(slots=True)
class Annotation:
    """Copies to write, each beside its original's reading, and what the user should know of them before."""

    copies: tuple[tuple[Original, Path], ...] = ()
    said: tuple[str, ...] = ()
    places: dict[tuple[str, str, int], str] = field(default_factory=dict)
    _answers: Answers = field(default_factory=Answers)

    @classmethod
    def planned(cls, tables: Sequence[Table], target: Path, taken: Sequence[Path]) -> "Annotation":
        """One copy at `target`, or, where it is a folder, one for each input under its own name; nothing of `taken` is overwritten.

        Raises:
            UsageError: an input cannot be annotated, or `target` does not fit it.
        """
        if len(tables) > 1 and not target.is_dir():
            raise UsageError(
                f"{len(tables)} inputs cannot be annotated in one file '{target}'",
                remedy="give --annotate a folder that exists",
            )
        if not target.absolute().parent.is_dir():
            raise UsageError(f"no folder '{target.parent}' to write into", remedy="make it first")
        copies, said, errors = [], [], list[ScreeningError]()
        used = {each.resolve() for each in taken}
        for table in tables:
            original = _original(table)
            place = target / _copy_name(original) if target.is_dir() else target
            try:
                note = copy_format(original, place)
                if place.resolve() in used:
                    raise UsageError(
                        f"'{place}' would be written twice", remedy="give --annotate another folder"
                    )
            except UsageError as error:
                errors.append(error)
                continue
            used.add(place.resolve())
            copies.append((original, place))
            said += [note] if note else []
        if errors:
            raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
        return cls(tuple(copies), tuple(said))

    def observe(self, reported: Reported) -> None:
        """Keep what is written beside the row, or beside each of the rows."""
        self._answers.gather(reported)

    def write(self, info: RunInfo, report: Path | None) -> None:
        """Write every copy; `report` is the workbook that rows are led to, None where the report is of another kind.

        Raises:
            ReportError: a copy cannot be written whole.
        """
        self._answers.skip(info.skipped)
        self._answers.lead(self.places)
        for original, place in self.copies:
            write_annotated(place, original, self._answers, report)


def _original(table: Table) -> Original:
    text = table.text
    return Original(
        table.path,
        table.info.path,
        table.info.format,
        {sheet.sheet: sheet.header_row for sheet in table.info.sheets},
        TextForm(text.encoding.name, text.encoding.errors, text.delimiter, text.has_sep_line)
        if text is not None
        else None,
    )


def _copy_name(original: Original) -> str:
    if original.format in ("xls", "ods"):
        return f"{original.path.stem}.annotated.xlsx"
    return f"{original.path.stem}.annotated{original.path.suffix}"

"""Path to snapshot: finds the one parser that knows the content."""

from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.files import check_readable
from screening.lists.interface import ListSnapshot
from screening.progress import SILENT, Progress


def load_list(path: Path, progress: Progress = SILENT) -> ListSnapshot:
    """Read one edition of a sanctions list from a file or a folder; its format is recognised by content.

    Raises ListError (exit code 4), with the place and a remedy, when the path is missing, empty, cut short, of no known format, or holds
    more than one edition: half a list is never used.
    """
    from screening.lists.registry import PARSERS  # noqa: PLC0415  (a list that is compiled already is never parsed)

    where = Location(str(path))
    expected = "; ".join(parser.expects for parser in PARSERS)
    if not path.exists():
        raise ListError(
            "there is no such file or folder", where=where, remedy="give the path of a downloaded list"
        )
    if path.is_dir():
        if not any(path.iterdir()):
            raise ListError("the folder is empty", where=where, remedy=f"put a list into it: {expected}")
    else:
        check_readable(path)
    found = [parser for parser in PARSERS if parser.recognises(path)]
    if not found:
        raise ListError(
            "no sanctions list of a known format was found here", where=where, remedy=f"known are: {expected}"
        )
    if len(found) > 1:
        both = "; ".join(parser.expects for parser in found)
        raise ListError(
            f"the folder holds more than one edition ({both})",
            where=where,
            remedy="keep one edition a folder, or name the file",
        )
    return found[0].parse(path, progress)

"""OFAC's legacy CSV set: four files without headers that only together are a list.

Format: https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas ("-0-" is null; a remark longer than 1,000
characters continues in the comments file).
"""

from dataclasses import dataclass
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.interface import ListSnapshot
from screening.lists.ofac.csv_checks import SAME_DAY, check_endings, check_orphans, check_row_numbers, doubts
from screening.lists.ofac.csv_rows import Rows, is_rows, read_rows
from screening.lists.ofac.draft import EntityDraft, clean
from screening.lists.ofac.edition import PARTY_KINDS, make_snapshot
from screening.lists.ofac.remarks import ALIAS_KINDS, read_remarks
from screening.model import AliasQuality, PartyKind
from screening.progress import Progress

_MAIN_COLUMNS, _ALIAS_COLUMNS, _ADDRESS_COLUMNS, _COMMENT_COLUMNS = 12, 5, 6, 2
_REMARK_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class OfacCsv:
    """The set whose files bear these names, in any letter case."""

    main: str
    aliases: str
    addresses: str
    comments: str

    @property
    def expects(self) -> str:
        return f"OFAC's {self.main} with {self.aliases}, {self.addresses} and {self.comments} in one folder"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.main, self.aliases, self.addresses, self.comments)

    def recognises(self, path: Path) -> bool:
        if path.is_dir():
            return any(each.name.casefold() in self.names for each in path.iterdir())
        return path.name.casefold() in self.names and is_rows(path)

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        folder = path if path.is_dir() else path.parent
        files = self._files(folder)
        progress.start(f"reading {self.main}", sum(file.stat().st_size for file in files))
        shapes = (_MAIN_COLUMNS, _ALIAS_COLUMNS, _ADDRESS_COLUMNS, _COMMENT_COLUMNS)
        tables = []
        for file, columns in zip(files, shapes, strict=True):
            tables.append(read_rows(file, columns, may_be_empty=columns == _COMMENT_COLUMNS))
            progress.advance(file.stat().st_size)
        main, aliases, addresses, comments = tables
        check_endings(main, aliases, addresses)
        check_row_numbers(aliases, addresses)
        drafts = {uid: _entity(main, number, uid, row) for number, uid, row in main.by_uid()}
        remarks = _join_remarks(main, comments)
        check_orphans(drafts, main, aliases, addresses)
        _add_aliases(drafts, aliases)
        blank = _add_addresses(drafts, addresses)
        unread = sum(read_remarks(draft, remarks.get(uid, "")) for uid, draft in drafts.items())
        notes = [table.note for table in tables if table.note]
        notes += doubts(list(drafts), aliases, addresses)
        notes += [f"{unread} dates of birth are no dates and were kept as remarks"] if unread else []
        progress.finish()
        counts = {
            "alias rows": len(aliases.rows),
            "address rows": len(addresses.rows),
            "blank address rows": blank,
        }
        return make_snapshot(list(drafts.values()), path, files, published=None, notes=notes, counts=counts)

    def _files(self, folder: Path) -> tuple[Path, ...]:
        present = {each.name.casefold(): each for each in sorted(folder.iterdir())}
        missing = [name for name in self.names if name not in present]
        if missing:
            raise ListError(
                f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing; the list is whole only as {', '.join(self.names)}",
                where=Location(str(folder)),
                remedy=SAME_DAY,
            )
        return tuple(present[name] for name in self.names)


SDN_CSV = OfacCsv("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
CONSOLIDATED_CSV = OfacCsv("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv")


def _entity(main: Rows, line: int, uid: str, row: list[str]) -> EntityDraft:
    name, kind, programs, title = row[1:5]
    if not name:
        raise ListError("an entity without a name", where=main.at(line), remedy=SAME_DAY)
    if kind and kind.casefold() not in PARTY_KINDS:
        raise ListError(
            f"'{kind}' is no type of party; expected individual, vessel, aircraft or none",
            where=main.at(line),
            remedy=SAME_DAY,
        )
    draft = EntityDraft.of(uid, PARTY_KINDS.get(kind.casefold(), PartyKind.ORGANIZATION), name, title)
    draft.programs = [part for each in programs.split("] [") if (part := each.strip(" []"))]
    call_sign, vessel_type, tonnage, gross, flag, owner = row[5:11]
    draft.add_vessel(
        call_sign=call_sign, kind=vessel_type, tonnage=tonnage, gross=gross, flag=flag, owner=owner
    )
    return draft


def _add_aliases(drafts: dict[str, EntityDraft], aliases: Rows) -> None:
    for line, uid, row in aliases.rows:
        _, kind, name, _ = row[1:5]
        if kind[:1] not in ALIAS_KINDS or kind[1:] != "ka" or not name:
            raise ListError(
                f"'{kind}' '{name}' is no alias; expected aka, fka or nka and a name",
                where=aliases.at(line),
                remedy=SAME_DAY,
            )
        drafts[uid].add_name(name, ALIAS_KINDS[kind[0]], AliasQuality.STRONG)


def _add_addresses(drafts: dict[str, EntityDraft], addresses: Rows) -> int:
    blank = 0
    for _, uid, row in addresses.rows:
        street, city, country, remark = row[2:6]
        drafts[uid].add_address([street, city], country)
        if remark:
            drafts[uid].add_remark(remark)
        blank += not (street or city or country)
    return blank


def _join_remarks(main: Rows, comments: Rows) -> dict[str, str]:
    more: dict[str, str] = {}
    for _, uid, row in comments.rows:
        more[uid] = more.get(uid, "") + row[1]
    joined = {}
    for line, uid, row in main.rows:
        if len(row[11]) >= _REMARK_LIMIT and not row[11].endswith(".") and uid not in more:
            raise ListError(
                f"the remark of entity {uid} is cut at {_REMARK_LIMIT} characters and {comments.path.name} does not continue it",
                where=main.at(line),
                remedy=SAME_DAY,
            )
        text = row[11] + more.pop(uid, "")
        joined[uid] = clean(text)
    if more:
        raise ListError(
            f"{len(more)} of its entities are not in {main.path.name} (the first: {next(iter(more))})",
            where=Location(str(comments.path)),
            remedy=SAME_DAY,
        )
    return joined

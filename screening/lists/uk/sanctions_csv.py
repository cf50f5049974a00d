"""The UK Sanctions List as csv: a row for each name, address or other repeated fact of a designation.

Format: https://www.gov.uk/government/publications/the-uk-sanctions-list (UK-Sanctions-List.csv; above the header stands "Report Date: ...").
"""

from pathlib import Path

from screening.lists.headed_csv import HeadedRow, files_with, only_file, open_headed
from screening.lists.interface import ListSnapshot
from screening.lists.party import SpreadDraft
from screening.lists.uk import facts
from screening.lists.uk.designations import Designations, edition_date
from screening.progress import Progress

_WANTED = frozenset({"uniqueid", "name6", "nametype", "regimename", "sanctionsimposed"})
_NAMES = ("name1", "name2", "name3", "name4", "name5", "name6")
_ADDRESS = (*(f"addressline{number}" for number in range(1, 7)), "addresspostalcode")
_KIND_COLUMNS = ("designationtype", "individualentityship")  # The header changed in 2025.


class SanctionsListCsv:
    """The csv form, told by its header."""

    expects = "the UK-Sanctions-List.csv"

    def recognises(self, path: Path) -> bool:
        return bool(files_with(path, _WANTED))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = only_file(path, files_with(path, _WANTED))
        table = open_headed(file, _WANTED, utf8_only=True)
        progress.start(f"reading {file.name}", file.stat().st_size)
        designations, rows = Designations(file), 0
        for row in table.rows(progress):
            _read(designations, row)
            rows += 1
        progress.finish()
        above = " ".join(cell for line in table.above for cell in line)
        return designations.snapshot(path, edition_date(above), {"rows": rows})


def _read(designations: Designations, row: HeadedRow) -> None:
    kind = next((text for each in _KIND_COLUMNS if (text := row.get(each))), "")
    draft = designations.draft(row.get("uniqueid"), kind, row.line, again=True)
    parts = [row.get(each) for each in _NAMES]
    facts.add_name(draft, parts, row.get("nametype"), row.get("aliasstrength"))
    facts.add_non_latin_name(
        draft, row.get("namenonlatinscript"), row.get("nonlatinscripttype"), row.get("nonlatinscriptlanguage")
    )
    if not any(parts) and not row.get("namenonlatinscript"):
        raise designations.error(f"a row of {row.get('uniqueid')} without a name", row.line)
    designations.add_listing(draft, row.get)
    designations.add_birth_dates(draft, row.get("dob"))
    facts.add_birth_places(draft, row.get("townofbirth"), row.get("countryofbirth"))
    facts.add_person(
        draft,
        nationality=row.get("nationalityies"),
        position=row.get("position"),
        title=row.get("title"),
        gender=row.get("gender"),
    )
    _add_documents(draft, row)
    _add_details(draft, row)


def _add_documents(draft: SpreadDraft, row: HeadedRow) -> None:
    facts.add_documents(
        draft,
        passport=row.get("passportnumber"),
        about_passport=row.get("passportadditionalinformation"),
        national=row.get("nationalidentifiernumber"),
        about_national=row.get("nationalidentifieradditionalinformation"),
    )
    draft.add_address([row.get(each) for each in _ADDRESS], row.get("addresscountry"))
    facts.add_contacts(draft, row.get("phonenumber"), row.get("website"), row.get("emailaddress"))


def _add_details(draft: SpreadDraft, row: HeadedRow) -> None:
    facts.add_company(
        draft,
        registration=row.get("businessregistrationnumbers"),
        parent=row.get("parentcompany"),
        subsidiaries=row.get("subsidiaries"),
        form=row.get("typeofentity"),
    )
    facts.add_ship(
        draft,
        imo=row.get("imonumber"),
        owner=row.get("currentowneroperators"),
        former_owner=row.get("previousowneroperators"),
        flag=row.get("currentbelievedflagofship"),
        former_flags=row.get("previousflags"),
        form=row.get("typeofship"),
        tonnage=row.get("tonnageofship"),
    )

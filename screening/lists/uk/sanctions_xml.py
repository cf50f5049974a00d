"""The UK Sanctions List as XML: a root `Designations` with the day of generation and one `Designation` for each party.

Format: https://www.gov.uk/government/publications/the-uk-sanctions-list (UK-Sanctions-List.xml).
"""

from datetime import date
from pathlib import Path

from screening.lists.draft import tidy
from screening.lists.files import AGAIN, head
from screening.lists.headed_csv import only_file
from screening.lists.interface import ListSnapshot
from screening.lists.party import SpreadDraft
from screening.lists.uk import facts
from screening.lists.uk.designations import Designations, edition_date
from screening.lists.xml_stream import Element, elements, root_name
from screening.progress import Progress

_ADDRESS = (*(f"AddressLine{number}" for number in range(1, 7)), "AddressPostalCode")
_GROUPS = frozenset(
    {
        "Names", "NonLatinNames", "Titles", "Addresses", "PhoneNumbers", "Websites", "EmailAddresses", "SanctionsImposedIndicators",
        "IndividualDetails", "EntityDetails", "ShipDetails",
    }
)  # fmt: skip


class SanctionsListXml:
    """The XML form, told by its root, whatever the file's name."""

    expects = "the UK-Sanctions-List.xml"

    def recognises(self, path: Path) -> bool:
        return bool(_files(path))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = only_file(path, _files(path))
        progress.start(f"reading {file.name}", file.stat().st_size)
        designations = Designations(file)
        published: date | None = None
        for element in elements(file, depth=2, progress=progress, remedy=AGAIN):
            if element.name == "Designation":
                _read(designations, element)
            elif element.name == "DateGenerated":
                published = edition_date(element.body)
            else:
                designations.unread[f"elements were not read: {element.name}"] += 1
        progress.finish()
        return designations.snapshot(path, published, {})


def _files(path: Path) -> list[Path]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [file for file in files if file.is_file() and root_name(head(file)) == "Designations"]


def _read(designations: Designations, entry: Element) -> None:
    texts = {child.name.casefold(): child.body.strip() for child in entry.children if not child.children}
    kind = texts.get("individualentityship", "") or texts.get("designationtype", "")
    draft = designations.draft(texts.get("uniqueid", ""), kind, entry.line, again=False)
    _add_names(draft, entry)
    designations.add_listing(draft, lambda column: texts.get(column, ""))
    indicators = entry.every("SanctionsImposedIndicators", "AssetFreeze")
    if any(each.body.strip().casefold() == "true" for each in indicators):
        designations.freeze(draft)
    for address in entry.every("Addresses", "Address"):
        lines = [tidy(address.text(name)) for name in _ADDRESS]
        draft.add_address(lines, tidy(address.text("AddressCountry")))
    for each in entry.every("PhoneNumbers", "PhoneNumber"):
        facts.add_contacts(draft, phone=each.body)
    for each in entry.every("Websites", "Website"):
        facts.add_contacts(draft, website=each.body)
    for each in entry.every("EmailAddresses", "EmailAddress"):
        facts.add_contacts(draft, email=each.body)
    for person in entry.every("IndividualDetails", "Individual"):
        _add_person(designations, draft, person)
    for company in entry.every("EntityDetails", "Entity"):
        _add_company(draft, company)
    for ship in entry.every("ShipDetails", "Ship"):
        _add_ship(draft, ship)
    for child in entry.children:
        if child.children and child.name not in _GROUPS:
            designations.unread[f"elements were not read: {child.name}"] += 1


def _add_names(draft: SpreadDraft, entry: Element) -> None:
    for name in entry.every("Names", "Name"):
        parts = [name.text(f"Name{number}") for number in range(1, 7)]
        facts.add_name(draft, parts, name.text("NameType"), name.text("AliasStrength"))
    for name in entry.every("NonLatinNames", "NonLatinName"):
        facts.add_non_latin_name(
            draft,
            name.text("NameNonLatinScript"),
            name.text("NonLatinScriptType"),
            name.text("NonLatinScriptLanguage"),
        )
    for title in entry.every("Titles", "Title"):
        if title.body.strip():
            draft.add_remark(f"Title: {title.body.strip()}")


def _add_person(designations: Designations, draft: SpreadDraft, person: Element) -> None:
    for each in person.every("DOBs", "DOB"):
        designations.add_birth_dates(draft, each.body)
    for each in person.every("BirthDetails", "Location"):
        facts.add_birth_places(draft, each.text("TownOfBirth"), each.text("CountryOfBirth"))
    for each in person.every("Nationalities", "Nationality"):
        facts.add_person(draft, nationality=each.body, position="", title="", gender="")
    for each in person.every("Positions", "Position"):
        facts.add_person(draft, nationality="", position=each.body, title="", gender="")
    for each in person.every("Genders", "Gender"):
        facts.add_person(draft, nationality="", position="", title="", gender=each.body)
    for each in person.every("PassportDetails", "Passport"):
        number, about = each.text("PassportNumber"), each.text("PassportAdditionalInformation")
        facts.add_documents(draft, passport=number, about_passport=about, national="", about_national="")
    for each in person.every("NationalIdentifierDetails", "NationalIdentifier"):
        number, about = (
            each.text("NationalIdentifierNumber"),
            each.text("NationalIdentifierAdditionalInformation"),
        )
        facts.add_documents(draft, passport="", about_passport="", national=number, about_national=about)


def _add_company(draft: SpreadDraft, company: Element) -> None:
    for each in company.every("BusinessRegistrationNumbers", "BusinessRegistrationNumber"):
        facts.add_company(draft, registration=each.body)
    for each in company.every("ParentCompanies", "ParentCompany"):
        facts.add_company(draft, parent=each.body)
    for each in company.every("Subsidiaries", "Subsidiary"):
        facts.add_company(draft, subsidiaries=each.body)
    for each in company.every("TypeOfEntities", "TypeOfEntity"):
        facts.add_company(draft, form=each.body.strip())


def _add_ship(draft: SpreadDraft, ship: Element) -> None:
    for each in ship.every("IMONumbers", "IMONumber"):
        facts.add_ship(draft, imo=each.body)
    for each in ship.every("PreviousOwnerOperators", "PreviousOwnerOperator"):
        facts.add_ship(draft, former_owner=each.body)
    for each in ship.every("PreviousFlags", "PreviousFlag"):
        facts.add_ship(draft, former_flags=each.body)
    facts.add_ship(
        draft,
        owner=_joined(ship, "CurrentOwnerOperators", "CurrentOwnerOperator"),
        flag=_joined(ship, "CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip"),
        form=_joined(ship, "TypeOfShipDetails", "TypeOfShip"),
        tonnage=_joined(ship, "TonnageOfShipDetails", "TonnageOfShip"),
    )


def _joined(element: Element, plural: str, single: str) -> str:
    return "; ".join(text for each in element.every(plural, single) if (text := each.body.strip()))

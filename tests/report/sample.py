"""A run with decisions of every kind, and with the text that spreadsheets choke on; `python -m tests.report.sample PATH` writes it."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from screening.model import (
    Agreement,
    AliasQuality,
    Cell,
    Column,
    DateSpan,
    Decision,
    Effect,
    Entity,
    EntityName,
    Evidence,
    Fact,
    Finding,
    FindingState,
    Identifier,
    IdentifierKind,
    InputInfo,
    Match,
    NameKind,
    Need,
    Note,
    Outcome,
    Party,
    PartyKind,
    Reconciliation,
    Record,
    Role,
    RuleInfo,
    RunInfo,
    SheetInfo,
    SkippedRow,
    SnapshotInfo,
    Strength,
    TokenPair,
    Trace,
    Tristate,
    Verdict,
)
from screening.report import ReportFormat, write_report

FILE, SHEET = "payments_2021-06-14.xlsx", "Transactions"

_RESEARCH = Entity(
    id="us-ofac:23999",
    list="us-ofac-sdn",
    kind=PartyKind.ORGANIZATION,
    names=(
        EntityName("INTERNET RESEARCH AGENCY LLC"),
        EntityName("АГЕНТСТВО ИНТЕРНЕТ ИССЛЕДОВАНИЙ", NameKind.AKA),
        EntityName("GLAVSET", NameKind.AKA, AliasQuality.WEAK),
    ),
    identifiers=(Identifier(IdentifierKind.TAX_ID, "7811544323", "7811544323", "RU", True),),
    countries=("RU",),
    programs=("CYBER2", "ELECTION-EO13848"),
    remarks="Secondary sanctions risk; linked to several front companies. " * 9,
)
_KILIMNIK = Entity(
    id="us-ofac:31126",
    list="us-ofac-sdn",
    kind=PartyKind.PERSON,
    names=(EntityName("KILIMNIK, Konstantin Viktorovych"),),
    birth_dates=(DateSpan.day(date(1970, 4, 27)),),
    birth_places=("Kryvyi Rih, Ukraine",),
    nationalities=("RU", "UA"),
    countries=("RU", "UA"),
    gender="male",
    programs=("ELECTION-EO13848",),
)
_FUND = replace(
    _RESEARCH,
    id="eu:1234",
    list="eu-fsf",
    names=(EntityName("الصندوق الوطني للثروة"), EntityName("National Wealth Fund", NameKind.AKA)),
    effect=Effect.RESTRICTED,
    programs=("RUS",),
    remarks="",
)
_SHIP = Entity(
    id="us-bis:el-7",
    list="us-bis-entity-list",
    kind=PartyKind.ORGANIZATION,
    names=(
        EntityName("東方精密機械有限公司"),
        EntityName("Orient Precision Machinery Co., Ltd.", NameKind.AKA),
    ),
    effect=Effect.EXPORT_CONTROLLED,
    programs=("ENTITY LIST",),
    countries=("CN",),
)

_SOURCES = (
    (
        "directive-1",
        "Directive 1 under Executive Order 14024, section 1",
        "https://home.treasury.gov/system/files/126/sovereign_debt_prohibition_directive_1.pdf",
    ),
    ("faq-889", "OFAC FAQ 889: primary and secondary market", "https://ofac.treasury.gov/faqs/889"),
)
_RULE = "us/eo14024/directive-1-bonds"

_NEED_MARKET = Need(
    "market",
    "Was it bought in the primary market (placement, auction) or in the secondary market?",
    "the cell is blank",
    "F1910",
)


def _cell(ref: str, header: str, text: str) -> Cell:
    return Cell(ref, header, text)


def _record(row: int, name: str, *, role: Role = Role.BENEFICIARY, market: str = "secondary") -> Record:
    return Record(
        FILE,
        SHEET,
        row,
        f"TX-{row:05d}",
        (
            Party(role, name, cell=_cell(f"C{row}", "Bene. Name", name)),
            Party(Role.ORDERING_CUSTOMER, "Example Pension Fund", cell=_cell(f"B{row}", "Ordering Cust", "Example Pension Fund")),
        ),
        {
            "beneficiary": Fact(name, _cell(f"C{row}", "Bene. Name", name)),
            "trade_date": Fact(DateSpan.day(date(2021, 6, 16)), _cell(f"D{row}", "Trade Dt", "16/06/2021")),
            "market": Fact(market or None, _cell(f"F{row}", "Mkt", market[:1].upper()), None if market else "the cell is blank"),
            "amount": Fact(Decimal("25000000.00"), _cell(f"G{row}", "Amount", "25,000,000.00")),
            "isin": Fact("RU000A1038V6", _cell(f"H{row}", "ISIN", "RU000A1038V6")),
        },
    )  # fmt: skip


def _bond(state: FindingState, row: int) -> Finding:
    known = state is not FindingState.UNKNOWN
    market = Tristate.TRUE if state is FindingState.TRUE else Tristate.FALSE if known else Tristate.UNKNOWN
    return Finding(
        _RULE,
        3,
        "Primary-market purchase of Russian sovereign bonds by a U.S. financial institution",
        state,
        Outcome.PROHIBITED,
        ("directive-1", "faq-889"),
        {
            FindingState.TRUE: "A U.S. financial institution takes part in the primary market for bonds issued after 14 June 2021 by the Ministry of Finance of the Russian Federation. The trade date, 16 June 2021, is after the cut-off.",
            FindingState.FALSE: "The bonds were bought in the secondary market, which this directive does not reach.",
            FindingState.UNKNOWN: "Prohibited if bought in the primary market; not prohibited if bought in the secondary market.",
            FindingState.NOT_IN_FORCE: "The prohibition starts on 14 June 2021.",
            FindingState.INFORMATIONAL: "From 1 March 2022 the secondary market is reached too.",
        }[state],
        (_NEED_MARKET,) if not known else (),
        Trace(
            "all",
            market,
            "all of these hold",
            children=(
                Trace("after", Tristate.TRUE, "traded after 14 June 2021", "trade date = 2021-06-16", f"D{row}", ("directive-1",)),
                Trace("is_a", market, "bought in the primary market", f"market = {'primary' if known else 'blank'}", f"F{row}", ("faq-889",)),
            ),
        ),
    )  # fmt: skip


def _match(
    name: str, entity: Entity, score: float, strength: Strength, row: int, *, spelling: int = 0, why: str = ""
) -> Match:
    person = entity.kind is PartyKind.PERSON
    return Match(
        Role.BENEFICIARY,
        name,
        entity,
        entity.names[spelling],
        score,
        strength,
        (
            Evidence("country", Agreement.AGREES, "RU", ", ".join(entity.countries)),
            Evidence("birth_date", Agreement.CONFLICTS, "1984", "1970-04-27")
            if person
            else Evidence("identifier:tax_id", Agreement.UNKNOWN, "", "7811544323"),
        ),
        (TokenPair(name.split(maxsplit=1)[0], entity.name.split()[0], 0.9, 0.6, "one letter differs"),),
        ("Trading",) if row % 2 else (),
        ("Viktorovych",) if person else (),
        f"C{row}",
        why,
    )


def decisions() -> tuple[Decision, ...]:
    """About twenty decisions, in input order."""
    return tuple(_decisions())


def _decisions() -> Iterator[Decision]:
    hits = (
        ("Internet Research Agency LLC", _RESEARCH, 100.0, Strength.CONFIRMED, 0, "The same name after folding; tax number agrees."),
        ("Konstantin Kilimnick", _KILIMNIK, 91.3, Strength.POSSIBLE, 0, "One letter differs in the surname; the given name is the same; the patronymic is not in your file."),
        ("Агентство интернет-исследований", _RESEARCH, 96.0, Strength.POSSIBLE, 1, "The same words in Cyrillic; a hyphen differs."),
        ("صندوق الثروة الوطني", _FUND, 84.0, Strength.POSSIBLE, 0, "The same words in another order."),
        ("東方精密機械", _SHIP, 88.0, Strength.POSSIBLE, 0, "The legal form is missing in your file."),
        ("=cmd|' /C calc'!A0 Glavset", _RESEARCH, 82.5, Strength.POSSIBLE, 2, "A weak alias stands in the name."),
        ("Orient Precission Machinery", _SHIP, 93.0, Strength.POSSIBLE, 1, ""),
    )  # fmt: skip
    for row, (name, entity, score, strength, spelling, why) in enumerate(hits, start=6):
        verdict = Verdict.BLOCKED if strength is Strength.CONFIRMED else Verdict.REVIEW
        reasons = (f"{strength} match: {name} ~ {entity.name}",)
        found = _match(name, entity, score, strength, row, spelling=spelling, why=why)
        yield Decision(
            FILE, SHEET, row, f"TX-{row:05d}", verdict, reasons, (_bond(FindingState.FALSE, row),), (found,), record=_record(row, name)
        )  # fmt: skip
    yield from _judged()
    yield from _cleared()
    yield Decision(
        FILE, SHEET, 1990, "TX-01990", Verdict.NOT_SCREENED, ("the name cell holds an Excel error (#N/A)",),
        not_screened_reason="the name cell holds an Excel error (#N/A)", not_screened_cell="C1990",
    )  # fmt: skip
    yield Decision(
        FILE, SHEET, 1991, "", Verdict.NOT_SCREENED, not_screened_reason="no name in any mapped column"
    )


def _judged() -> Iterator[Decision]:
    repeated = _match("Konstantin Kilimnick", _KILIMNIK, 91.3, Strength.POSSIBLE, 7, why="One letter differs in the surname; the given name is the same; the patronymic is not in your file.")  # fmt: skip
    yield Decision(
        FILE, SHEET, 14, "TX-00014", Verdict.REVIEW, ("possible match",), (_bond(FindingState.FALSE, 14),),
        (replace(repeated, cell="C14"),), record=_record(14, "Konstantin Kilimnick"),
    )  # fmt: skip
    yield Decision(
        FILE, SHEET, 502, "TX-00502", Verdict.PROHIBITED, ("Primary-market purchase of Russian sovereign bonds",),
        (_bond(FindingState.TRUE, 502),), record=_record(502, "Ministry of Finance of the Russian Federation", role=Role.ISSUER, market="primary"),
    )  # fmt: skip
    yield Decision(
        FILE, SHEET, 733, "TX-00733", Verdict.PROHIBITED, ("a house measure forbids it",), record=_record(733, "House Case Ltd")
    )  # fmt: skip
    yield Decision(
        FILE, SHEET, 1910, "TX-01910", Verdict.REVIEW, ("a fact is missing",), (_bond(FindingState.UNKNOWN, 1910),),
        needs=(_NEED_MARKET,), record=_record(1910, "Ministry of Finance of the Russian Federation", role=Role.ISSUER, market=""),
    )  # fmt: skip
    yield Decision(
        FILE, SHEET, 1911, "TX-01911", Verdict.REVIEW, ("A licence may be required for goods of this kind.",),
        record=_record(1911, "Plain Goods GmbH"),
    )  # fmt: skip


def _cleared() -> Iterator[Decision]:
    names = (
        "Acme Widgets Ltd",
        "+44 Trading & Sons",
        "Ürümçi Çay Şirketi",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 2,
        "مؤسسة النور للتجارة",
        "株式会社山田商店",
        "evil\u202egnp.exe\x07 \ud800 name",
        "_x0041_ literal escape",
        "@SUM(1+1)*cmd",
        "Very long " + "name of a company with many words in it " * 12,
    )
    for row, name in enumerate(names, start=1920):
        state = FindingState.NOT_IN_FORCE if row % 3 == 0 else FindingState.FALSE
        record = replace(
            _record(row, name), notes=(Note("the amount is stored as text", f"G{row}"),) if row % 2 else ()
        )
        findings = (
            _bond(state, row),
            replace(_bond(FindingState.FALSE, row), rule="us/eo14024/lending", title="Lending to the Central Bank", text="The activity is not lending."),
            replace(_bond(FindingState.FALSE, row), rule="us/x", title="Third rule", text="No listed party."),
            _bond(FindingState.INFORMATIONAL, row),
        )  # fmt: skip
        yield Decision(
            FILE,
            SHEET,
            row,
            f"TX-{row:05d}",
            Verdict.CLEAR,
            ("No listed party, and no rule is met.",),
            findings,
            record=record,
        )


def run_info(told: tuple[Decision, ...]) -> RunInfo:
    """The run that fits these decisions, with two skipped rows."""
    verdicts = Counter(each.verdict for each in told)
    lost = verdicts[Verdict.NOT_SCREENED]
    columns = (
        Column("A", "Txn Ref", "record_id", "exact: 'txn ref'", ("TX-00006", "TX-00007"), 1.0),
        Column("B", "Ordering Cust", "ordering_customer", "similar to 'ordering customer' (94)", ("Example Pension Fund",), 1.0),
        Column("C", "Bene. Name", "beneficiary", "exact: 'bene name'", ("Internet Research Agency LLC", "=cmd|' /C calc'!A0", "東方精密機械"), 0.99),
        Column("D", "Trade Dt", "trade_date", "similar to 'trade date' (92); day first, as 12 rows prove", ("16/06/2021",), 1.0),
        Column("F", "Mkt", "market", "you said so", ("P", "S"), 0.75),
        Column("J", "Ultimate Owner", None, "no field is close enough", ("Petr Example", "Anna Example"), 0.42, looks_like_names=True),
        Column("K", "Cust Ref 2", None, "no field is close enough", ("A-00981",), 0.02),
    )  # fmt: skip
    sheet = SheetInfo(SHEET, 5, columns, ("9 rows are hidden by a filter; they were screened too",))
    return RunInfo(
        run_id="7f3a9c1e44ab73d2",
        program="screening 0.1.0",
        as_of="2021-06-16",
        actor="us_financial_institution",
        inputs=(InputInfo(FILE, "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", 481_223, "xlsx", (sheet,)),),
        lists=(
            SnapshotInfo("us-ofac-sdn", "OFAC Specially Designated Nationals", "U.S. Treasury, OFAC", "lists/sdn_advanced.xml", "2021-06-14", "9c1f0e44ab73d210" * 4, {"entities": 9014, "aliases": 13201, "addresses": 14876, "identifiers": 8123, "vessels": 412}),
            SnapshotInfo("eu-fsf", "EU consolidated financial sanctions list", "European Commission", "lists/eu.xml", None, "e80c55f0b6d9917a" * 4, {"entities": 2087}, ("3 entries hold a date that could not be read",)),
        ),
        rules=(
            RuleInfo(_RULE, 3, "Primary-market purchase of Russian sovereign bonds", "OFAC", "prohibited", "2021-06-14", None, _SOURCES, {"true": 1, "unknown": 1, "false": 17, "not_in_force": 3, "informational": 10}),
            RuleInfo("us/eo14024/lending", 1, "Lending to the Central Bank, the National Wealth Fund or the Ministry of Finance", "OFAC", "prohibited", "2021-06-14", "2022-03-01", _SOURCES[:1], {"false": 22}),
        ),
        rules_sha256="a1fce4363854ff88" * 4,
        settings={"as_of": "2021-06-16", "actor": "us_financial_institution", "matching.min_score": "80.0"},
        settings_sha256="594e519ae499312b" * 4,
        reconciliation=Reconciliation(len(told) + 2, len(told) - lost, lost, 2),
        verdicts={verdict.value: count for verdict, count in verdicts.items()},
        skipped=(SkippedRow(FILE, SHEET, 300, "blank"), SkippedRow(FILE, SHEET, 1992, "a total line: 'TOTAL'")),
        command="screening check payments_2021-06-14.xlsx --map Mkt=market -o report.xlsx",
    )  # fmt: skip


if __name__ == "__main__":
    everything = decisions()
    write_report(Path(sys.argv[1]), ReportFormat.XLSX, everything, lambda: run_info(everything))

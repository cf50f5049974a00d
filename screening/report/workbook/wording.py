"""What the sheets say in plain words about records, facts, matches and findings."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from screening.model import (
    Agreement,
    AliasQuality,
    Decision,
    Earlier,
    Effect,
    Entity,
    Evidence,
    FactValue,
    Finding,
    FindingState,
    Match,
    NameKind,
    Outcome,
    Party,
    PartyKind,
    Record,
    Role,
    Strength,
    Trace,
    Tristate,
    Verdict,
)
from screening.report.safe_text import Sentence
from screening.report.workbook.palette import CONTRADICTED, DISMISSED, NOTE, REVIEW, STOP, Mark

_SHOWN_VALUES = 6
_SHOWN_REMARKS = 240
_NAME_KINDS = {NameKind.PRIMARY: "its main name", NameKind.AKA: "an alias", NameKind.FKA: "a former name", NameKind.NKA: "its present name"}  # fmt: skip
_PARTY_KINDS = {PartyKind.PERSON: "a person", PartyKind.ORGANIZATION: "an organisation", PartyKind.VESSEL: "a vessel", PartyKind.AIRCRAFT: "an aircraft", PartyKind.ANY: "a party of unstated kind"}  # fmt: skip
_EFFECTS = {Effect.BLOCKED: "property blocked", Effect.RESTRICTED: "certain dealings restricted", Effect.EXPORT_CONTROLLED: "exports need a licence", Effect.NONE: "no legal effect of its own"}  # fmt: skip
_OUTCOMES = {Outcome.BLOCKED: "blocked", Outcome.PROHIBITED: "prohibited", Outcome.LICENCE_REQUIRED: "licence required", Outcome.REVIEW: "review", Outcome.INFORMATIONAL: "for information"}  # fmt: skip

_TERM = re.compile("[a-z]+(_[a-z]+)+")  # a vocabulary term's id


_NOTHING_TO_DO = {
    NOTE: "Nothing; kept for completeness.",
    CONTRADICTED: "Nothing, unless what conflicts was mistyped in your file.",
    DISMISSED: "Nothing while that holds; a new decision here takes its place.",
}


@lru_cache(maxsize=4096)  # our own ids, over and over
def words(identifier: str) -> str:
    """An id of ours ("beneficiary_bank", "identifier:tax_id") as words."""
    return identifier.removeprefix("identifier:").replace("_", " ")


def outcome(value: Outcome) -> str:
    return _OUTCOMES[value]


def some(values: Sequence[str], shown: int = _SHOWN_VALUES, between: str = "; ") -> str:
    """The first values, and how many more there are."""
    text = between.join(values[:shown])
    return f"{text}{between}+{len(values) - shown} more" if len(values) > shown else text


def counted(count: int, thing: str) -> str:
    """ "1 rule", "2 rules"."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def place(file: str, sheet: str, *, several: bool) -> str:
    """Which input a row stands in; empty where the run has only one."""
    return (
        " · ".join(part for part in (file.replace("\\", "/").rsplit("/", 1)[-1], sheet) if part)
        if several
        else ""
    )


def at(cell: str | None) -> str:
    return f" ({cell})" if cell else ""


def party(each: Party) -> str:
    """ "beneficiary: ACME Ltd (C7)"."""
    told = each.name or "; ".join(f"{words(i.kind)} {i.text}" for i in each.identifiers) or "no name"
    return f"{named(each.role, told)}{at(each.cell.ref if each.cell else None)}"


def named(role: Role, name: str) -> str:
    """ "beneficiary: ACME Ltd"."""
    return f"{words(role)}: {name}"


def parties(record: Record | None) -> str:
    return Sentence("\n".join(party(each) for each in record.parties)) if record else ""


def facts(record: Record | None) -> str:
    """Every fact that was read, every one that could not be, and the blank cells; the parties' own names are left out."""
    if record is None:
        return ""
    naming = {each.cell.ref for each in record.parties if each.cell and each.name}
    told, blank = [], []
    for field, each in record.facts.items():
        if each.value is None and each.cell is not None and not each.cell.text.strip():
            blank.append(each.cell.ref)
        elif (each.value is not None or each.problem) and not (each.cell and each.cell.ref in naming):
            told.append(f"{fact(field, each.value, each.problem)}{at(each.cell.ref if each.cell else None)}")
    if blank:
        told.append(f"blank cells: {', '.join(blank)}")
    return Sentence("; ".join(told))


def fact(field: str, value: FactValue | None, problem: str | None) -> str:
    """ "amount = 10.50", "amount not read: two decimal points"."""
    if value is None:
        return f"{words(field)} not read: {problem}"
    if isinstance(value, bool):
        return f"{words(field)} = {'yes' if value else 'no'}"
    said = str(value)
    if "_" in said and _TERM.fullmatch(said):
        said = words(said)
    return f"{words(field)} = {said}"


def supporting(trace: Trace | None) -> Iterator[Trace]:
    """The conditions of a true answer that read something, in order, without the branches that it does not rest on."""
    if trace is None:
        return
    if not trace.children and trace.read:
        yield trace
    for each in trace.children:
        optional = trace.label == "any" or each.label == "exception"
        if each.state is Tristate.TRUE or not optional:
            yield from supporting(each)


def quoted(finding: Finding, record: Record | None) -> str:
    """The facts that a finding rests on, each with its cell and the cell's own text."""
    raw = {each.cell.ref: each.cell for each in record.facts.values() if each.cell} if record else {}
    lines: dict[str, None] = {}
    for leaf in supporting(finding.trace):
        cell = raw.get(leaf.cell or "")
        stood = f': {cell.header} "{cell.text}"' if cell and cell.text else ""
        lines[f"{leaf.read} ({leaf.cell}{stood})" if leaf.cell else leaf.read] = None
    return Sentence("\n".join(lines)) or facts(record)


def cited(finding: Finding) -> str:
    """The ids of the sources; their titles stand once, on the sheet of lists and rules."""
    return ", ".join(finding.cite)


def priority(decision: Decision, match: Match) -> Mark:
    """STOP: a match that stops its row; REVIEW: any other match of a row that is not clear; NOTE: no bearing on the row.

    CONTRADICTED: a fact of the row speaks against the match, whatever the verdict. DISMISSED: a reviewer did so earlier, and that still holds.
    """
    if match.strength is Strength.CONTRADICTED:
        return CONTRADICTED
    if match.dismissed:
        return DISMISSED
    if decision.verdict is Verdict.CLEAR:
        return NOTE
    return STOP if stops(decision, match) else REVIEW


def stops(decision: Decision, match: Match) -> bool:
    """Is the match a cause to stop its row: confirmed, and of a blocked party or of one that a measure's answer rests on?

    A party whose dealings are restricted only stops no payment that no measure catches, though another party of the row may.
    """
    if decision.verdict not in (Verdict.BLOCKED, Verdict.PROHIBITED):
        return False
    if match.strength is not Strength.CONFIRMED or match.dismissed:
        return False
    return match.entity.effect is Effect.BLOCKED or any(
        rests_on(finding, match) for finding in decision.findings if finding.state is FindingState.TRUE
    )


def rests_on(finding: Finding, match: Match) -> bool:
    """Does the finding name the matched entity among the facts it rests on?"""
    return any(f"({match.entity.id})" in leaf.read for leaf in supporting(finding.trace))


def listed_under(entity: Entity) -> str:
    programs = f"\n{', '.join(entity.programs)}" if entity.programs else ""
    return f"{entity.list}{programs}"


def entry(match: Match) -> str:
    """The listed entry, for the comparison that OFAC asks for before a hit is called valid (OFAC FAQ 5)."""
    listed = match.entity
    quality = ", which the publisher calls weak" if match.name.quality is AliasQuality.WEAK else ""
    told = [
        f"{listed.id}: {_PARTY_KINDS[listed.kind]}, {_EFFECTS[listed.effect]}",
        f"matched on {_NAME_KINDS[match.name.kind]}{quality}",
    ]
    if match.name.text != listed.name:
        told.append(f"main name {listed.name}")
    labelled = (
        ("born", [str(each) for each in listed.birth_dates]),
        ("in", list(listed.birth_places)),
        ("nationality", list(listed.nationalities)),
        ("countries", list(listed.countries)),
        ("gender", [listed.gender] if listed.gender else []),
        ("identifiers", [f"{words(each.kind)} {each.text}" for each in listed.identifiers]),
        ("addresses", [each.text for each in listed.addresses]),
        ("vessel", _vessel(listed)),
        ("title", [listed.title] if listed.title else []),
        ("linked to", list(listed.linked_to)),
    )
    told += [f"{label}: {some(values, 3)}" for label, values in labelled if values]
    if listed.remarks:
        left = len(listed.remarks) - _SHOWN_REMARKS
        more = f" … [{left} more characters]" if left > 0 else ""
        told.append(f"remarks: {listed.remarks[:_SHOWN_REMARKS]}{more}")
    return Sentence("\n".join(told))


def _vessel(listed: Entity) -> list[str]:
    if listed.vessel is None:
        return []
    ship = listed.vessel
    labelled = (("type", ship.type), ("flag", ship.flag), ("tonnage", ship.tonnage), ("owner", ship.owner))
    return [f"{label} {value}" for label, value in labelled if value]


def why(match: Match) -> str:
    """Why the pair matched; told from the alignment where the match brings no words of its own."""
    if match.earlier is not None:
        return Sentence(f"{earlier(match.earlier)}\n{_why(match)}")
    return Sentence(_why(match))


def earlier(answer: Earlier) -> str:
    """What a reviewer said before, as a sentence."""
    said = str(answer)
    return f"{said[0].upper()}{said[1:]}."


def _why(match: Match) -> str:
    if match.why:
        return f"{match.strength.capitalize()}: {match.why}"
    told = [_why_from_pairs(match)]
    if match.extra_ours:
        told.append(f"Only in your file: {', '.join(match.extra_ours)}.")
    if match.extra_theirs:
        told.append(f"Only in the listed name: {', '.join(match.extra_theirs)}.")
    return "\n".join(told)


def _why_from_pairs(match: Match) -> str:
    if not match.pairs:
        return f"Score {match.score:.1f} of 100."
    return "; ".join(f"{each.ours} – {each.theirs}: {each.relation}" for each in match.pairs) + "."


def evidence(match: Match, agreements: Sequence[Agreement]) -> str:
    """One line a piece of evidence with one of these agreements, in the agreements' order."""
    lines = (_evidence(each) for wanted in agreements for each in match.evidence if each.agreement is wanted)
    return Sentence("\n".join(lines))


def _evidence(each: Evidence) -> str:
    sign = {Agreement.AGREES: "=", Agreement.CONFLICTS: "≠", Agreement.UNKNOWN: "?"}[each.agreement]
    return (
        f"{sign} {words(each.field)}: yours {each.ours or 'not given'}, listed {each.theirs or 'not given'}"
    )


def what_to_do(mark: Mark, match: Match) -> str:
    """The next step for a line of the matches sheet."""
    if mark is STOP:
        return "Do not process. Tell the sanctions officer today."
    if mark in _NOTHING_TO_DO:
        return _NOTHING_TO_DO[mark]
    open_fields = list(
        dict.fromkeys(words(e.field) for e in match.evidence if e.agreement is Agreement.UNKNOWN)
    )
    if open_fields:
        return f"Establish {' and '.join(open_fields[:2])}, compare with the entry, then decide."
    if any(each.agreement is Agreement.CONFLICTS for each in match.evidence):
        return "Check what conflicts against a document, then decide."
    return "Compare with the whole entry, then decide."

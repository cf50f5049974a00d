"""Findings and matches to exactly one decision a row; nothing here can make an answer milder than its gravest finding."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from screening.model import (
    Decision,
    Effect,
    Finding,
    FindingState,
    Match,
    Need,
    Outcome,
    Record,
    Strength,
    UnreadableRow,
    Verdict,
)

_SEVERITY = {Verdict.CLEAR: 0, Verdict.REVIEW: 1, Verdict.PROHIBITED: 2, Verdict.BLOCKED: 3}
NOTHING_FOUND = "No listed name or identifier is near, and no measure applies."
_NOTHING_FOUND = (NOTHING_FOUND,)
NOTHING_LEFT = "No listed party is near that nothing in the row speaks against, and no measure applies."


def decide(
    record: Record,
    matches: Sequence[Match],
    findings: Sequence[Finding],
    *,
    not_encoded: Sequence[Match] = (),
    editions: tuple[str, ...] = (),
) -> Decision:
    """The one decision for a record, judged by `editions` of the loaded lists.

    `findings` are those with a bearing on the record; `not_encoded` are the matches with entities that no shipped or house measure names: a
    listed party is reviewed even when no measure says what the listing means. A match that a fact of the row contradicts, or that a reviewer
    dismissed, has no part in the verdict; the reasons say how many there are and what contradicts them, and who dismissed which until when.
    """
    if not findings and not matches:
        clear = nothing_found(editions)
        return Decision(
            record.file,
            record.sheet,
            record.row,
            record.record_id,
            clear.verdict,
            clear.reasons,
            record=record,
            editions=editions,
        )
    verdict = max(
        (verdict_of(finding) for finding in findings), key=lambda each: _SEVERITY[each], default=Verdict.CLEAR
    )
    reasons = [each.text for each in _gravest_first(findings) if verdict_of(each) is not Verdict.CLEAR]
    standing = [each for each in matches if each.standing]
    unanswered = _unanswered(standing, findings, not_encoded)
    if unanswered:
        verdict = max(verdict, Verdict.REVIEW, key=lambda each: _SEVERITY[each])
        reasons += unanswered
    if verdict is Verdict.CLEAR:
        reasons = _why_clear(findings, NOTHING_FOUND if len(standing) == len(matches) else NOTHING_LEFT)
    reasons += _set_aside(matches)
    reasons += [f"{_describe(each)}: {each.earlier}." for each in matches if each.earlier is not None]
    reasons += [each.text for each in findings if each.state is FindingState.INFORMATIONAL]
    return Decision(
        file=record.file,
        sheet=record.sheet,
        row=record.row,
        record_id=record.record_id,
        verdict=verdict,
        reasons=tuple(dict.fromkeys(reasons)),
        findings=tuple(findings),
        matches=tuple(matches),
        needs=_merged(findings),
        record=record,
        editions=editions,
    )


def not_in_force_then(match: Match, day: date) -> str:
    """Why the entry that was matched did not bind on `day`; empty where it did, or where its publisher does not say since when it does."""
    entity = match.entity
    if entity.listed_on is not None and entity.listed_on > day:
        return f"{_describe(match)}: listed on {entity.listed_on}, after {day}, the day judged; not in force then."
    if entity.delisted_on is not None and entity.delisted_on <= day:
        return f"{_describe(match)}: delisted on {entity.delisted_on}, by {day}, the day judged; not in force then."
    return ""


def show_others(decision: Decision, matches: Sequence[Match], told: Sequence[str]) -> Decision:
    """The decision with matches shown that had no part in it, and what is to be said of them."""
    if not matches:
        return decision
    kept = () if decision.reasons == (NOTHING_FOUND,) else decision.reasons
    return replace(decision, matches=(*decision.matches, *matches), reasons=(*kept, *told))


def nothing_found(editions: tuple[str, ...]) -> Decision:
    """The decision for nearly every record, without what is the record's own."""
    return Decision("", "", 0, "", Verdict.CLEAR, _NOTHING_FOUND, editions=editions)


def decide_unreadable(row: UnreadableRow) -> Decision:
    """The decision for a row that could not be screened: never absent, never clear."""
    return Decision(
        file=row.file,
        sheet=row.sheet,
        row=row.row,
        record_id=row.record_id,
        verdict=Verdict.NOT_SCREENED,
        reasons=(row.reason,),
        not_screened_reason=row.reason,
        not_screened_cell=row.cell,
    )


def verdict_of(finding: Finding) -> Verdict:
    """The verdict that one finding asks for on its own."""
    match finding.state:
        case FindingState.FALSE | FindingState.NOT_IN_FORCE | FindingState.INFORMATIONAL:
            return Verdict.CLEAR
        case FindingState.UNKNOWN:
            return Verdict.CLEAR if finding.outcome is Outcome.INFORMATIONAL else Verdict.REVIEW
        case FindingState.TRUE:
            return _VERDICT_IF_TRUE[finding.outcome]
        case _:
            assert_never(finding.state)


_VERDICT_IF_TRUE = {
    Outcome.BLOCKED: Verdict.BLOCKED,
    Outcome.PROHIBITED: Verdict.PROHIBITED,
    # A licence may exist: a person must look, and nothing is blocked meanwhile.
    Outcome.LICENCE_REQUIRED: Verdict.REVIEW,
    Outcome.REVIEW: Verdict.REVIEW,
    Outcome.INFORMATIONAL: Verdict.CLEAR,
}


def _why_clear(findings: Sequence[Finding], otherwise: str) -> list[str]:
    """The measures that came near and why they do not apply; those not in force speak only where no other does."""
    for state in (FindingState.FALSE, FindingState.NOT_IN_FORCE):
        texts = [finding.text for finding in findings if finding.state is state]
        if texts:
            return texts
    return [otherwise]


def _gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: -_SEVERITY[verdict_of(finding)])


def _unanswered(
    matches: Sequence[Match], findings: Sequence[Finding], not_encoded: Sequence[Match]
) -> list[str]:
    """Why a match that no true or unknown finding speaks for is reviewed all the same."""
    reasons = [
        f"{_describe(match)}. {_why_reviewed(match)}: review." for match in not_encoded if match.standing
    ]
    if any(verdict_of(finding) is not Verdict.CLEAR for finding in findings):
        return reasons
    spoken_for = {id(match) for match in not_encoded}
    unspoken = (m for m in matches if m.entity.effect is Effect.BLOCKED and id(m) not in spoken_for)
    return reasons + [
        f"{_describe(match)}. No measure in the rules forbids this actor this dealing on this date, "
        "but a blocked party is never cleared unseen: review."
        for match in unspoken
    ]


def _set_aside(matches: Sequence[Match]) -> list[str]:
    """How many matches were set aside, by what contradicts them."""
    against = Counter(
        " and ".join(match.conflicting) for match in matches if match.strength is Strength.CONTRADICTED
    )
    if not against:
        return []
    several = ": " + "; ".join(f"{count} by {fields}" for fields, count in sorted(against.items()))
    told = several if len(against) > 1 else f", by {next(iter(against))}"
    matched = "match" if against.total() == 1 else "matches"
    return [f"{against.total()} contradicted {matched} set aside{told}."]


def _why_reviewed(match: Match) -> str:
    # The lists of the house bear this prefix (lists/house.py), which no publisher's has.
    if match.entity.list.startswith("house:"):
        return "The party stands on a list of the house"
    return "No measure in the rules says what this listing means for this row"


def _describe(match: Match) -> str:
    degree = "Confirmed" if match.strength is Strength.CONFIRMED else "Possible"
    named = f"“{match.input_name}”" if match.input_name else match.ours
    return f"{degree} match of {named} with {match.name.text} ({match.entity.id}, {match.entity.list})"


def _merged(findings: Sequence[Finding]) -> tuple[Need, ...]:
    """Each field once, in the order first met: two measures that lack the same fact ask for it once, and each says what the answer would give it."""
    asking: dict[str, list[tuple[Finding, Need]]] = {}
    for finding in findings:
        for need in finding.needs:
            asking.setdefault(need.field, []).append((finding, need))
    return tuple(
        pairs[0][1] if len(pairs) == 1 else replace(pairs[0][1], settle=_settled(pairs))
        for pairs in asking.values()
    )


def _settled(pairs: Sequence[tuple[Finding, Need]]) -> tuple[str, ...]:
    """What each answer would give, by measure."""
    return tuple(
        f"{finding.title.partition(',')[0]}: {line}" for finding, need in pairs for line in need.settle
    )

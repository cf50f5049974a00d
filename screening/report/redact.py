"""Decisions and runs without personal data of the input: who stands in a row is replaced by a keyed reference, what decides stays.

| of the input | in a redacted report |
|---|---|
| names, identifiers, narratives and other free text, record numbers, dates of birth, amounts | a reference: the column's field and a keyed digest |
| classes of actor, activity, market, instrument; countries, currencies, ISINs; days of trade, settlement, issue, placement, shipment | kept |
| reviewers of earlier answers, and their reasons, which may say whom they mean | a reference |
| gender, samples of columns, quoted texts in notes, control totals of the amounts | left out |
| listed names and everything else that a publisher's list says | kept |
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from screening.model import (
    Cell,
    Column,
    Decision,
    Disposition,
    Evidence,
    Fact,
    Finding,
    InputInfo,
    Match,
    MatchKey,
    Need,
    Note,
    Party,
    Record,
    RunInfo,
    SkippedRow,
    Trace,
)

_KEPT = frozenset(
    {"party_kind", "country", "vessel_flag", "actor", "activity", "market", "instrument", "currency", "isin", "territory",
     "trade_date", "settlement_date", "issue_date", "placement_date", "shipment_date",
     "ear_items", "involves_issuer", "energy_related", "oil_project", "tenor_days"}
)  # fmt: skip
_KEPT_EVIDENCE = frozenset({"country", "kind", "nationality"})
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|«[^»\n]*»|“[^”\n]*”|\([^()\n]*\)")
_LEFT_OUT = "[left out]"
_SHORTEST = 2  # a single letter is no name, and would be found in every word
_SHORTEST_NUMBER = 4  # nor is a short number: "10" stands in many a sentence of ours


@dataclass(frozen=True, slots=True)
class Redactor:
    """Takes personal data out, the same way under the same `key`: equal values have equal references, and no one without the key can try values."""

    key: bytes

    def reference(self, field: str, value: str) -> str:
        """ "[beneficiary 3f9a61c02b]"; case and spacing of the value make no difference."""
        folded = " ".join(value.casefold().split())
        digest = hmac.new(self.key, folded.encode("utf-8", "backslashreplace"), hashlib.sha256)
        return f"[{field.removeprefix('identifier:').replace('_', ' ')} {digest.hexdigest()[:10]}]"

    def decision(self, decision: Decision) -> Decision:
        """The decision with references for what tells who stands in the row, in every text that it holds."""
        matches = tuple(self._match(each) for each in decision.matches)
        # An answer's own words are exchanged as a whole: a reason like "no" would be found in every text.
        answered = {
            str(was.earlier): str(now.earlier)
            for was, now in zip(decision.matches, matches, strict=True)
            if was.earlier is not None
        }
        scrub = _Scrub(self._secrets(decision), answered)
        unread = decision.record is None
        reason = decision.not_screened_reason
        return replace(
            decision,
            record_id=self.reference("record", decision.record_id) if decision.record_id else "",
            reasons=tuple(_unquoted(each) if unread else scrub(each) for each in decision.reasons),
            findings=tuple(_finding(each, scrub) for each in decision.findings),
            matches=matches,
            needs=tuple(_need(each, scrub) for each in decision.needs),
            not_screened_reason=None if reason is None else _unquoted(reason),
            record=self._record(decision.record, scrub) if decision.record else None,
        )

    def run(self, run: RunInfo) -> RunInfo:
        """The run without samples, quoted texts and sums, marked as redacted."""
        return replace(
            run,
            inputs=tuple(_input(each) for each in run.inputs),
            skipped=tuple(_skipped(each) for each in run.skipped),
            totals=(),
            # A reference is made of the name by no secret: whoever tries a name would find it.
            answers=tuple(
                replace(each, ref=self.reference("match", each.ref), by=self.reference("reviewer", each.by))
                for each in run.answers
            ),
            redacted=True,
        )

    def _secrets(self, decision: Decision) -> dict[str, str]:
        """What must not appear, and what stands for it."""
        secrets: dict[str, str] = {}

        def add(field: str, *values: str) -> None:
            for value in values:
                least = _SHORTEST_NUMBER if value.strip().isdigit() else _SHORTEST
                if len(value.strip()) >= least:
                    secrets.setdefault(value.strip(), self.reference(field, value))

        for match in decision.matches:
            add(match.role.value, match.input_name)
            for piece in match.evidence:
                if piece.field not in _KEPT_EVIDENCE:
                    add(piece.field, piece.ours)
        if decision.record is not None:
            for party in decision.record.parties:
                add(party.role.value, party.name, party.cell.text if party.cell else "")
                add("birth_date", str(party.birth_date or ""))
                for each in party.identifiers:
                    add(each.kind.value, each.text, each.key)
            for field, fact in decision.record.facts.items():
                text = fact.cell.text if fact.cell else ""
                if not _is_kept(field):
                    add(
                        field,
                        text,
                        "" if fact.value is None or isinstance(fact.value, bool) else str(fact.value),
                    )
                elif fact.value is None:
                    add(field, text)
        add("record", decision.record_id)
        return secrets

    def _record(self, record: Record, scrub: "_Scrub") -> Record:
        return replace(
            record,
            record_id=self.reference("record", record.record_id) if record.record_id else "",
            parties=tuple(self._party(each) for each in record.parties),
            facts={field: self._fact(field, fact, scrub) for field, fact in record.facts.items()},
            notes=tuple(Note(_unquoted(scrub(each.text)), each.cell, each.kind) for each in record.notes),
        )

    def _party(self, party: Party) -> Party:
        return party._replace(
            name=self.reference(party.role.value, party.name) if party.name else "",
            cell=_emptied(party.cell),
            birth_date=None,
            identifiers=tuple(
                replace(each, text=self.reference(each.kind.value, each.text), key=self.reference(each.kind.value, each.key))
                for each in party.identifiers
            ),
            gender=None,
        )  # fmt: skip

    def _fact(self, field: str, fact: Fact, scrub: "_Scrub") -> Fact:
        problem = None if fact.problem is None else _unquoted(scrub(fact.problem))
        value = fact.value
        if value is not None and not _is_kept(field):
            value = self.reference(field, str(value))
        return Fact(value, _emptied(fact.cell, blank=value is None and fact.cell is not None and not fact.cell.text.strip()), problem)  # fmt: skip

    def _match(self, match: Match) -> Match:
        # Which letters agree would spell the name: the score and the strength remain.
        key, earlier = match.key, match.earlier
        return replace(
            match,
            key=None if key is None else self._key(key),
            earlier=None
            if earlier is None
            else replace(earlier, disposition=self._answer(earlier.disposition)),
            input_name=self.reference(match.role.value, match.input_name) if match.input_name else "",
            evidence=tuple(self._evidence(each) for each in match.evidence),
            pairs=(),
            extra_ours=(),
            why="",
        )

    def _key(self, key: MatchKey) -> MatchKey:
        # A digest without a secret would tell whoever tries a name and a date of birth that both are right.
        digest = hmac.new(self.key, key.party.encode(), hashlib.sha256).hexdigest()
        return replace(key, party=digest[: len(key.party)])

    def _answer(self, answer: Disposition) -> Disposition:
        def told(field: str, text: str) -> str:
            return self.reference(field, text) if text else ""

        return replace(
            answer,
            ref=self.reference("match", answer.ref),
            key=self._key(answer.key),
            reason=told("reason", answer.reason),
            reviewer=told("reviewer", answer.reviewer),
            second_reviewer=told("reviewer", answer.second_reviewer),
        )

    def _evidence(self, piece: Evidence) -> Evidence:
        if not piece.ours or piece.field in _KEPT_EVIDENCE:
            return piece
        return replace(piece, ours=self.reference(piece.field, piece.ours))


class _Scrub:
    """Replaces every secret in a text, the longest first, whatever its case; `whole` passages are exchanged as they stand."""

    def __init__(self, secrets: dict[str, str], whole: dict[str, str]) -> None:
        self._whole = whole
        passages = sorted(whole, key=lambda each: (-len(each), each))
        self._passages = re.compile(f"({'|'.join(map(re.escape, passages))})") if passages else None
        self._by_folded = {secret.casefold(): told for secret, told in secrets.items()}
        longest_first = sorted(secrets, key=lambda each: (-len(each), each))
        words = "|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in longest_first)
        self._pattern = re.compile(words, re.IGNORECASE) if words else None

    def __call__(self, text: str) -> str:
        if self._passages is None:
            return self._scrubbed(text)
        parts = self._passages.split(text)
        return "".join(self._whole.get(part) or self._scrubbed(part) for part in parts)

    def _scrubbed(self, text: str) -> str:
        if self._pattern is None or not text:
            return text
        return self._pattern.sub(lambda found: self._by_folded.get(found[0].casefold(), _LEFT_OUT), text)


def _is_kept(field: str) -> bool:
    return field in _KEPT or field.endswith("_country")


def _emptied(cell: Cell | None, *, blank: bool = False) -> Cell | None:
    """The cell's place without its text; a blank cell stays blank."""
    return cell._replace(text="" if blank else _LEFT_OUT) if cell is not None else None


def _unquoted(text: str) -> str:
    """A text of ours about a cell, without what it quotes."""
    return _QUOTED.sub(_LEFT_OUT, text)


def _finding(finding: Finding, scrub: Callable[[str], str]) -> Finding:
    return replace(
        finding,
        text=scrub(finding.text),
        needs=tuple(_need(each, scrub) for each in finding.needs),
        trace=_trace(finding.trace, scrub) if finding.trace else None,
    )


def _trace(trace: Trace, scrub: Callable[[str], str]) -> Trace:
    return replace(trace, text=scrub(trace.text), read=scrub(trace.read), children=tuple(_trace(each, scrub) for each in trace.children))  # fmt: skip


def _need(need: Need, scrub: Callable[[str], str]) -> Need:
    return replace(need, question=scrub(need.question), reason=scrub(need.reason), settle=tuple(scrub(each) for each in need.settle))  # fmt: skip


def _input(source: InputInfo) -> InputInfo:
    sheets = tuple(
        replace(
            sheet,
            columns=tuple(_column(each) for each in sheet.columns),
            notes=tuple(_unquoted(each) for each in sheet.notes),
        )
        for sheet in source.sheets
    )
    return replace(source, sheets=sheets)


def _column(column: Column) -> Column:
    return replace(column, samples=())


def _skipped(row: SkippedRow) -> SkippedRow:
    return replace(row, reason=_unquoted(row.reason))

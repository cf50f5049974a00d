"""Findings and matches to one verdict: the gravest wins, and nothing doubtful is ever clear."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from screening.decide import NOTHING_FOUND, NOTHING_LEFT, decide, decide_unreadable
from screening.model import (
    Agreement,
    Effect,
    Entity,
    EntityName,
    Evidence,
    Finding,
    FindingState,
    Match,
    Need,
    Outcome,
    PartyKind,
    Record,
    Role,
    Strength,
    UnreadableRow,
    Verdict,
)

RECORD = Record("payments.xlsx", "Sheet1", 7, "TX-1", parties=())
SEVERITY = [Verdict.CLEAR, Verdict.REVIEW, Verdict.PROHIBITED, Verdict.BLOCKED]


def finding(
    state: FindingState,
    outcome: Outcome = Outcome.PROHIBITED,
    *,
    rule: str = "us/some-measure",
    needs: tuple[Need, ...] = (),
) -> Finding:
    return Finding(
        rule, 1, "Some measure", state, outcome, cite=("eo",), text=f"{rule} says {state.value}", needs=needs
    )


def match(effect: Effect = Effect.BLOCKED, strength: Strength = Strength.POSSIBLE) -> Match:
    name = EntityName("NEOBIT, OOO")
    entity = Entity("us-ofac:31414", "us-ofac-sdn", PartyKind.ORGANIZATION, (name,), effect)
    return Match(Role.BENEFICIARY, "Neobit LLC", entity, name, 97.0, strength)


findings = st.lists(
    st.builds(
        finding,
        st.sampled_from(FindingState),
        st.sampled_from(Outcome),
        rule=st.sampled_from(["us/a", "us/b", "eu/c"]),
    ),
    max_size=5,
)


def test_a_row_with_nothing_found_is_clear_and_says_so():
    decision = decide(RECORD, [], [])

    assert decision.verdict is Verdict.CLEAR
    assert decision.reasons == (NOTHING_FOUND,)


def test_the_gravest_finding_gives_the_verdict_and_the_first_reason():
    decision = decide(
        RECORD,
        [],
        [
            finding(FindingState.UNKNOWN, rule="us/unsure"),
            finding(FindingState.TRUE, Outcome.BLOCKED, rule="us/blocking"),
            finding(FindingState.TRUE, Outcome.PROHIBITED, rule="us/prohibiting"),
        ],
    )

    assert decision.verdict is Verdict.BLOCKED
    assert decision.reasons[0] == "us/blocking says true"


def test_an_unknown_answer_is_reviewed():
    assert decide(RECORD, [], [finding(FindingState.UNKNOWN)]).verdict is Verdict.REVIEW


def test_a_licence_that_may_exist_is_reviewed_and_blocks_nothing():
    assert (
        decide(RECORD, [], [finding(FindingState.TRUE, Outcome.LICENCE_REQUIRED)]).verdict is Verdict.REVIEW
    )


def test_information_never_changes_a_verdict():
    informational = [
        finding(FindingState.INFORMATIONAL, Outcome.INFORMATIONAL),
        finding(FindingState.UNKNOWN, Outcome.INFORMATIONAL),
        finding(FindingState.TRUE, Outcome.INFORMATIONAL),
    ]

    assert decide(RECORD, [], informational).verdict is Verdict.CLEAR


def test_a_match_with_a_blocked_party_is_never_cleared_even_when_no_measure_binds_the_actor():
    decision = decide(RECORD, [match()], [finding(FindingState.FALSE, Outcome.BLOCKED)])

    assert decision.verdict is Verdict.REVIEW
    assert "NEOBIT, OOO" in decision.reasons[-1]


def test_a_match_with_a_party_under_a_lesser_restriction_is_clear_when_its_measures_say_no():
    decision = decide(RECORD, [match(Effect.RESTRICTED)], [finding(FindingState.FALSE)])

    assert decision.verdict is Verdict.CLEAR
    assert decision.reasons == ("us/some-measure says false",)


def test_a_listing_that_no_measure_encodes_is_reviewed():
    unnamed = match(Effect.RESTRICTED, Strength.CONFIRMED)

    decision = decide(RECORD, [unnamed], [], not_encoded=[unnamed])

    assert decision.verdict is Verdict.REVIEW
    assert decision.reasons[0].startswith("Confirmed match of “Neobit LLC”")


def test_a_fact_that_two_measures_lack_is_asked_for_once():
    need = Need("actor", "Who acts?", "no such column")

    decision = decide(
        RECORD,
        [],
        [
            finding(FindingState.UNKNOWN, rule="us/a", needs=(need,)),
            finding(FindingState.UNKNOWN, rule="us/b", needs=(need,)),
        ],
    )

    assert decision.needs == (need,)


def test_an_unreadable_row_is_not_screened_and_keeps_its_cell():
    decision = decide_unreadable(
        UnreadableRow("payments.xlsx", "Sheet1", 9, "#N/A in the name", "TX-3", "B9")
    )

    assert decision.verdict is Verdict.NOT_SCREENED
    assert (decision.not_screened_reason, decision.not_screened_cell) == ("#N/A in the name", "B9")


@given(findings, findings)
def test_more_findings_never_make_a_verdict_milder(some: list[Finding], more: list[Finding]):
    fewer = decide(RECORD, [], some).verdict
    all_of_them = decide(RECORD, [], some + more).verdict

    assert SEVERITY.index(all_of_them) >= SEVERITY.index(fewer)


@given(findings, st.randoms())
def test_the_order_of_findings_does_not_change_the_verdict(some: list[Finding], random: Random):
    shuffled = list(some)
    random.shuffle(shuffled)

    assert decide(RECORD, [], shuffled).verdict is decide(RECORD, [], some).verdict


def test_a_contradicted_match_raises_no_verdict_and_is_counted_with_what_contradicts_it() -> None:
    against = Evidence("birth_date", Agreement.CONFLICTS, "1990", "1962-07-26")
    doubted = replace(match(strength=Strength.CONTRADICTED), evidence=(against,))

    decision = decide(RECORD, (doubted, doubted), (), not_encoded=(doubted,))

    assert decision.verdict is Verdict.CLEAR
    assert decision.reasons == (NOTHING_LEFT, "2 contradicted matches set aside, by birth date.")


def test_a_contradicted_match_is_told_beside_the_match_that_stands() -> None:
    against = Evidence("country", Agreement.CONFLICTS, "US", "RU")
    doubted = replace(match(strength=Strength.CONTRADICTED), evidence=(against,))
    born = Evidence("birth_date", Agreement.CONFLICTS, "1990", "1962-07-26")
    also = replace(doubted, evidence=(born,))
    standing = match()

    decision = decide(RECORD, (standing, doubted, also), (), not_encoded=(standing,))

    assert decision.verdict is Verdict.REVIEW
    assert decision.reasons[-1] == "2 contradicted matches set aside: 1 by birth date; 1 by country."

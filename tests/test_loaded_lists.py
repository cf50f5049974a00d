"""The asset freezes of the United Nations and the European Union answer from a loaded list."""

from datetime import date
from pathlib import Path

import pytest

from screening import Screener
from screening.model import Party, Record, Role, Verdict

LISTS = Path(__file__).parents[1] / "fixtures" / "lists"


@pytest.mark.parametrize(
    ("edition", "actor", "name", "country", "verdict"),
    [
        ("un-sc-xml", "us_bank", "Sample Ocean Shipping Company", "KP", Verdict.BLOCKED),
        ("eu-fsf-xml", "eu_bank", "JSC Sample Concern", "RU", Verdict.BLOCKED),
        ("eu-fsf-csv", "eu_bank", "JSC Sample Concern", "RU", Verdict.BLOCKED),
        ("eu-fsf-xml", "eu_bank", "Omar Samplovich Testow", "IQ", Verdict.REVIEW),
        ("eu-fsf-xml", "eu_bank", "Harbour Bakery Ltd", "RU", Verdict.CLEAR),
    ],
)
def test_a_party_of_the_list_is_answered_for(
    edition: str, actor: str, name: str, country: str, verdict: Verdict
) -> None:
    screener = Screener.open(as_of=date(2024, 6, 2), actor=actor, lists=[LISTS / edition])

    party = Party(Role.PARTY, name, countries=(country,))
    (decision,) = screener.screen([Record("rows", "", 2, "R2", (party,))])

    assert decision.verdict is verdict

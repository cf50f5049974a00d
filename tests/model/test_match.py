"""What a match says of itself."""

from screening.model import Agreement, Entity, EntityName, Evidence, Match, PartyKind, Role, Strength


def _match(name: str, *evidence: Evidence) -> Match:
    listed = Entity("us-ofac:27304", "us-ofac-sdn", PartyKind.VESSEL, (EntityName("ADRIAN DARYA 1"),))
    return Match(Role.NARRATIVE, name, listed, listed.names[0], 100.0, Strength.CONFIRMED, evidence)


def test_a_match_names_what_was_compared() -> None:
    number = Evidence("identifier:imo", Agreement.AGREES, "9116412", "9116412")
    country = Evidence("country", Agreement.CONFLICTS, "FR", "IR")

    assert _match("Adrian Darya", number).ours == "'Adrian Darya'"
    assert _match("", number, country).ours == "imo 9116412"
    assert _match("").ours == "an identifier"

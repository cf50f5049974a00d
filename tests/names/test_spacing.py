"""Lost spaces that capitals still show."""

import pytest

from screening.model import PartyKind
from screening.names import parse_name

_PERSON, _COMPANY = PartyKind.PERSON, PartyKind.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "kind", "folded"),
    [
        ("HeinrichWalbrecht", _PERSON, "heinrich walbrecht"),
        ("MohammadAmin Rahimzadeh", _PERSON, "mohammad amin rahimzadeh"),
        ("JP Belmondeau", _PERSON, "j p belmondeau"),
        ("Ronald McDonald", _PERSON, "ronald mcdonald"),
        ("Douglas MacArthur", _PERSON, "douglas macarthur"),
        ("NG Wei Ming", _PERSON, "ng wei ming"),
        ("JP BELMONDEAU", _PERSON, "jp belmondeau"),
        ("VoltexAG", _COMPANY, "voltex"),
        ("PetroSA", _COMPANY, "petrosa"),
        ("SouthFront", _COMPANY, "southfront"),
    ],
)
def test_a_space_is_put_where_capitals_show_that_one_is_lost(text: str, kind: PartyKind, folded: str) -> None:
    assert parse_name(text, kind).folded == folded

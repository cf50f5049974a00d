"""A legal form is found in any script, spelling and place, and weighs nothing."""

import pytest

from screening.model import PartyKind
from screening.names import parse_name


@pytest.mark.parametrize(
    ("text", "canon"),
    [
        ("ООО Алькон", "llc"),
        ("OOO Alkon", "llc"),
        ("Alkon, OOO", "llc"),
        ("Общество с ограниченной ответственностью «Алькон»", "llc"),
        ("OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU ALKON", "llc"),
        ("OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTYU ALKON", "llc"),
        ("Obschestvo s ogranichennoj otvetstvennostju Alkon", "llc"),
        ("TOV Alkon", "llc"),
        ("Товариство з обмеженою відповідальністю Алькон", "llc"),
        ("Alkon LLC", "llc"),
        ("Alkon L.L.C.", "llc"),
        ("Alkon L. L. C.", "llc"),
        ("Limited Liability Company Alkon", "llc"),
        ("Alkon Ltd.", "llc"),
        ("Alkon Limited", "llc"),
        ("Alkon Co., Ltd.", "llc"),
        ("Alkon GmbH", "llc"),
        ("Alkon SARL", "llc"),
        ("Alkon S.A.R.L.", "llc"),
        ("Alkon d.o.o.", "llc"),
        ("Alkon Sp. z o.o.", "llc"),
        ("Alkon s.r.o.", "llc"),
        ("Alkon S. de R.L. de C.V.", "llc"),
        ("Alkon Kft.", "llc"),
        ("Alkon EOOD", "llc"),
        ("Alkon Sdn. Bhd.", "llc"),
        ("Alkon Pte. Ltd.", "llc"),
        ("Alkon Pty Ltd", "llc"),
        ("PT Alkon", "llc"),
        ("Alkon 有限公司", "llc"),
        ("AO Alkon", "jsc"),
        ("Акционерное общество Алькон", "jsc"),
        ("Joint-Stock Company Alkon", "jsc"),
        ("Alkon JSC", "jsc"),
        ("Alkon S.A.", "jsc"),
        ("Alkon, S.A.", "jsc"),
        ("Alkon S.A.S.", "jsc"),
        ("Alkon S.p.A.", "jsc"),
        ("Alkon AG", "jsc"),
        ("Alkon A/S", "jsc"),
        ("Alkon AB", "jsc"),
        ("Alkon Oy", "jsc"),
        ("Alkon N.V.", "jsc"),
        ("Alkon A.Ş.", "jsc"),
        ("Alkon 株式会社", "jsc"),
        ("Alkon 股份有限公司", "jsc"),
        ("OAO Alkon", "ojsc"),
        ("Open Joint Stock Company Alkon", "ojsc"),
        ("ZAO Alkon", "cjsc"),
        ("PAO Alkon", "pjsc"),
        ("Alkon PLC", "pjsc"),
        ("Alkon GmbH & Co. KG", "lp"),
        ("FGUP Alkon", "state"),
        ("FGAU Alkon", "institution"),
        ("FKU Alkon", "institution"),
        ("ANO Alkon", "nonprofit"),
        ("Alkon Inc.", "corp"),
        ("Alkon e.V.", "association"),
        ("Alkon SRL", "llc"),
        ("Alkon d.d.", "jsc"),
    ],
)
@pytest.mark.parametrize("kind", [PartyKind.ANY, PartyKind.ORGANIZATION])
def test_a_legal_form_gets_its_class_and_leaves_the_name(text: str, canon: str, kind: PartyKind) -> None:
    name = parse_name(text, kind)

    assert name.folded == "alkon"
    assert name.legal_forms == (canon,)


@pytest.mark.parametrize(
    ("text", "kind", "folded"),
    [
        ("AST", PartyKind.ANY, "ast"),
        ("AO VAD", PartyKind.ANY, "vad"),
        ("Ou Yang", PartyKind.ANY, "ou yang"),
        ("AG Spanos Fund", PartyKind.ANY, "ag spanos fund"),
        ("Wang Co Operative Shop", PartyKind.ANY, "wang co operative shop"),
        ("Sa Re Ga", PartyKind.ANY, "sa re ga"),
        ("Company of Heroes", PartyKind.ANY, "company heroes"),
    ],
)
def test_a_word_that_is_a_form_elsewhere_stays_a_word(text: str, kind: PartyKind, folded: str) -> None:
    assert parse_name(text, kind).folded == folded


@pytest.mark.parametrize("text", ["Khun Sa", "Ag Mohamed", "Inc Kim", "Tov Chaim"])
def test_a_person_has_no_legal_form(text: str) -> None:
    assert parse_name(text, PartyKind.PERSON).legal_forms == ()


def test_a_short_form_counts_first_in_a_name_known_to_be_an_organisations() -> None:
    assert parse_name("AB Volvo", PartyKind.ORGANIZATION).folded == "volvo"
    assert parse_name("AB Volvo", PartyKind.ANY).folded == "ab volvo"


@pytest.mark.parametrize(
    ("glued", "apart"), [("BLUE SHIPPINGLTD", "BLUE SHIPPING LTD"), ("RENEWALCOMPANY", "RENEWAL COMPANY")]
)
def test_a_legal_form_written_onto_a_word_is_taken_off(glued: str, apart: str) -> None:
    assert parse_name(glued).folded == parse_name(apart).folded
    assert parse_name(glued).legal_forms == parse_name(apart).legal_forms


def test_a_person_keeps_a_name_that_ends_like_a_legal_form() -> None:
    assert parse_name("John Accompany", PartyKind.PERSON).folded == "john accompany"
    assert parse_name("Unlimited", PartyKind.ORGANIZATION).folded == "unlimited"


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("Alkon LlMITED", "Alkon Limited"),
        ("Alkon Limiyed", "Alkon Limited"),
        ("Alkon Cmpny Lmtd", "Alkon Company Limited"),
        ("Alkon C0rp", "Alkon Corp"),
        ("OJ5C Alkon", "OJSC Alkon"),
        ("kJSC Alkon", "CJSC Alkon"),
        ("Joint-tsock company Alkon", "Joint-stock company Alkon"),
        ("Obshchestvo s ogranlchennoi otvetstvennostyu Alkon", "OOO Alkon"),
        ("Alkon S.A. Jr.", "Alkon S.A."),
        ("Dr. AO Alkon", "AO Alkon"),
        ("Alkon S.A. deC.V.", "Alkon S.A. de C.V."),
        ("Jointstock company Alkon", "Joint-stock company Alkon"),
    ],
)
@pytest.mark.parametrize("kind", [PartyKind.ORGANIZATION, PartyKind.ANY])
def test_a_damaged_legal_form_is_still_one(damaged: str, whole: str, kind: PartyKind) -> None:
    found, meant = parse_name(damaged, kind), parse_name(whole, kind)

    assert found.legal_forms == meant.legal_forms != ()


@pytest.mark.parametrize(
    "text",
    [
        "Behrad",
        "Alkon Cooperation",
        "Alkon Companion",
        "Alkon Corporate",
        "Alkon Part",
    ],
)
def test_a_word_that_is_merely_near_a_legal_form_stays_a_word(text: str) -> None:
    assert parse_name(text, PartyKind.ORGANIZATION).legal_forms == ()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("华为技术有限公司", "llc"),
        ("中国石油天然气股份有限公司", "jsc"),
        ("トヨタ自動車株式会社", "jsc"),
        ("株式会社三菱銀行", "jsc"),
        ("삼성전자주식회사", "jsc"),
    ],
)
def test_a_legal_form_is_found_where_no_space_parts_it_from_the_name(name: str, form: str) -> None:
    assert parse_name(name, PartyKind.ORGANIZATION).legal_forms == (form,)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("Kave, 5.A.", "Kave, S.A."),
        ("Kave, z.A.", "Kave, S.A."),
        ("Vuela Peru 5.A.C.", "Vuela Peru S.A.C."),
        ("Bodecarne, 5.A. de C.V.", "Bodecarne, S.A. de C.V."),
        ("VVB, PA0", "VVB, PAO"),
        ("C0rporacion Handal S.A.", "Corporacion Handal S.A."),
        ("G.L.G. S.\u2060A.", "G.L.G. S.A."),
        ("R D I S.\u0410.", "R D I S.A."),
        ("Krakern Lim ited", "Krakern Limited"),
        ("Tawasul Compa ny", "Tawasul Company"),
        ("Global Energy C ompany S.A.S.", "Global Energy Company S.A.S."),
        ("Rahat L td", "Rahat Ltd"),
        ("Wayside Corporatio n", "Wayside Corporation"),
    ],
)
def test_a_legal_form_is_known_through_a_scanner_an_ear_and_a_stray_sign(damaged: str, whole: str) -> None:
    damaged_name = parse_name(damaged, PartyKind.ORGANIZATION)

    assert damaged_name.folded == parse_name(whole, PartyKind.ORGANIZATION).folded
    assert damaged_name.legal_forms == parse_name(whole, PartyKind.ORGANIZATION).legal_forms


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Any Ny", "any ny"),
        ("5.A. Kave", "5 a kave"),
        ("Pany Any Trading", "pany any trading"),
        ("L td Rahat", "l td rahat"),
    ],
)
def test_letters_that_make_no_legal_form_where_they_stand_stay_words(text: str, folded: str) -> None:
    assert parse_name(text, PartyKind.ORGANIZATION).folded == folded

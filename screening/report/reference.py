"""The reference by which a reviewer's decision finds its match again, and the key that tells whether the match is still the same."""

import base64
import hashlib
import unicodedata

from stdnum.iso7064 import mod_37_36

from screening.model import Agreement, Match, entity_digest

_PREFIX = "M-"
_DIGEST_LETTERS = 10  # 50 bits: below one chance in 100,000 that any two of 100,000 matches share a reference


def match_ref(match: Match) -> str:
    """ "M-" + 10 base32 letters of the match's identity + a check character (ISO 7064 MOD 37,36).

    The identity is the name (case, width and spacing folded), the listed entity and the role: the same in every run, file and row.
    Where only an identifier was given, it stands in for the name.
    """
    who = _folded(match.input_name)
    if not who:
        agreeing = (
            f"{each.field}={_folded(each.ours)}"
            for each in match.evidence
            if each.field.startswith("identifier:") and each.agreement is Agreement.AGREES
        )
        who = " ".join(sorted(agreeing))
    identity = "\x1f".join((who, match.entity.id, match.role.value))
    body = base64.b32encode(_digest(identity)).decode("ascii")[:_DIGEST_LETTERS]
    return f"{_PREFIX}{body}{mod_37_36.calc_check_digit(body)}"


def ref_is_whole(ref: str) -> bool:
    """Does the check character hold? A mistyped or truncated reference does not."""
    body = ref.removeprefix(_PREFIX)
    return len(body) == _DIGEST_LETTERS + 1 and body != ref and bool(mod_37_36.is_valid(body))


def match_key(match: Match) -> str:
    """A digest of what a decision on the match rests on: the listed entry, the record's facts about the party, and the score.

    A decision made under one key does not carry over to another. What the row's transaction is has no part in it: whether two
    names are one party does not turn on the deal.
    """
    parts = [entity_digest(match.entity), match.name.text, f"{match.score:.1f}", match.strength.value]
    parts += [f"{each.field}={each.agreement}:{each.ours}" for each in match.evidence]
    return _digest("\x1f".join(parts)).hex()[:16]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()

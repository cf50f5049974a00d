"""The reference by which a reviewer's decision finds its match again, and the key that tells whether the match is still the same."""

import base64
import hashlib
import unicodedata
from collections.abc import Sequence

from stdnum.iso7064 import mod_37_36

from screening.model.disposition import MatchKey
from screening.model.match import Agreement, Match
from screening.model.record import Party

_PREFIX = "M-"
_DIGEST_LETTERS = 10  # 50 bits: below one chance in 100,000 that any two of 100,000 matches share a reference
_PART = 16  # hex digits of each part of a key
_SEAL = 8
_BAND = 5
"""Points of score that one band spans: a score moves by less when a weight is tuned, and by more when a name is another."""


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
    return ref_of(who, match.entity.id, match.role.value)


def ref_of(name: str, entity_id: str, role: str) -> str:
    """The reference of a name, in whatever case and spacing, against a listed entity."""
    identity = "\x1f".join((_folded(name), entity_id, role))
    body = base64.b32encode(_digest(identity)).decode("ascii")[:_DIGEST_LETTERS]
    return f"{_PREFIX}{body}{mod_37_36.calc_check_digit(body)}"


def ref_is_whole(ref: str) -> bool:
    """Does the check character hold? A mistyped or truncated reference does not."""
    body = ref.removeprefix(_PREFIX)
    return len(body) == _DIGEST_LETTERS + 1 and body != ref and bool(mod_37_36.is_valid(body))


def match_key(match: Match, party: Party | None, entry: str, rules: Sequence[str]) -> MatchKey:
    """What a decision on the match rests on. `entry` is the digest of the listed entry, `rules` the measures that name it, each with its
    revision; `party` is None for a name that was found in a text.

    A decision made under one key does not carry over to another. What the row's transaction is has no part in it: whether two
    names are one party does not turn on the deal.
    """
    return MatchKey(
        entity=entry[:_PART],
        party=_short(_facts(match, party)),
        rules=_short("\x1f".join(sorted(rules))),
        band=f"{match.strength.value} {int(match.score) // _BAND * _BAND}",
    )


def _facts(match: Match, party: Party | None) -> str:
    """All that the record says of the party beside its name."""
    if party is None:
        return "\x1f".join(sorted(f"{each.field}={each.ours}" for each in match.evidence))
    known = [
        party.kind.value,
        str(party.birth_date or ""),
        ",".join(sorted(party.countries)),
        (party.gender or "").strip().casefold(),
        *sorted(f"{each.kind.value}={each.key}@{each.country or ''}" for each in party.identifiers),
    ]
    return "\x1f".join(known)


REDACTED_KEY = "redacted"
"""What stands in the place of a key where the name behind the reference was taken out: no answer can be read back from there."""


def seal(ref: str, key: MatchKey, run_id: str) -> str:
    """The key as a report carries it, bound to its reference and to the run: moved to another line it no longer agrees."""
    body = f"{key}.{run_id}"
    return f"{body}.{_digest(f'{ref}.{body}').hex()[:_SEAL]}"


def unseal(ref: str, sealed: str) -> tuple[MatchKey, str] | None:
    """The key and the run id that `seal` put together for this reference; None for anything else."""
    body, _, check = sealed.rpartition(".")
    parts = body.split(".")
    if len(parts) != 5 or _digest(f"{ref}.{body}").hex()[:_SEAL] != check:
        return None
    return MatchKey(*parts[:4]), parts[4]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _short(text: str) -> str:
    return _digest(text).hex()[:_PART]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()

"""The answers of the register as they stand on one day, brought to the matches of a run."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from screening.model import Disposition, Earlier, Lapse, Match
from screening.model.reference import match_ref


class Standing:
    """Settled answers by the reference of their match. `on` is the day on which their validity is judged; `seq` the last answer that the
    register held; `digest` tells two standings apart, and is empty where nobody answered anything."""

    def __init__(self, answers: Sequence[Disposition], on: date, seq: int) -> None:
        self.on = on
        self.seq = seq
        self._by_ref: dict[str, list[Disposition]] = {}
        for each in answers:
            self._by_ref.setdefault(each.ref, []).append(each)
        told = sorted((each.seq, repr(each), self._expired(each)) for each in answers)
        self.digest = (
            hashlib.sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest() if told else ""
        )

    def __len__(self) -> int:
        return sum(map(len, self._by_ref.values()))

    def __str__(self) -> str:
        count = len(self)
        if not count:
            return "none"
        return f"{count:,}, as they stood on {self.on}; SHA-256 {self.digest}"

    def told(self) -> dict[str, str]:
        """What tells this standing again; nothing where nobody answered anything."""
        return {"sha256": self.digest, "seq": str(self.seq), "on": self.on.isoformat()} if self.digest else {}

    def recalled(self, match: Match) -> Match:
        """The match with the earlier answer that fits it best, and why that no longer holds where it does not."""
        if not self._by_ref or match.key is None:
            return match
        answers = self._by_ref.get(match_ref(match))
        if not answers:
            return match
        told = (Earlier(each, self._lapses(each, match)) for each in answers)
        # The nearest state of things first, then the latest word.
        return replace(match, earlier=min(told, key=_distance))

    def _lapses(self, answer: Disposition, match: Match) -> tuple[Lapse, ...]:
        assert match.key is not None
        changed = answer.key.lapses(match.key)
        return (Lapse.EXPIRED, *changed) if self._expired(answer) else changed

    def _expired(self, answer: Disposition) -> bool:
        return answer.valid_until is not None and answer.valid_until < self.on


def _distance(earlier: Earlier) -> tuple[bool, int, int]:
    return Lapse.PARTY in earlier.lapsed, len(earlier.lapsed), -earlier.disposition.seq


NOBODY = Standing((), date.min, 0)
"""What stands where no register is."""

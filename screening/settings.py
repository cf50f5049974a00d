"""One run's settings: checked at the edge, frozen, and hashed into the run's identity."""

import hashlib
import json
from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class MatchingSettings(_Frozen):
    """Thresholds of name matching, each with the labelled set that it was chosen on."""

    min_score: float = Field(default=74.0, ge=0, le=100)
    """Lowest name score (0–100) that is shown as a possible match.

    Chosen on the even rows of 447 labelled name pairs (F1 0.87; 0.82 on the odd rows) and on 10,000 persons who are on no list
    (0.26 % alerted against the SDN list of July 2021); `benchmarks/matching.py` prints these figures.
    """
    weak_min_score: float = Field(default=97.0, ge=0, le=100)
    """Lowest name score at which a weak alias alone makes a possible match (OFAC FAQ 122: weak aliases are broad or generic)."""
    other_kind_min_score: float = Field(default=97.0, ge=0, le=100)
    """Lowest name score that counts where the party is known to be of another kind than the entity (a person, a vessel); below it the match is contradicted."""


class Settings(_Frozen):
    """Everything that a user may choose and that can change an answer."""

    as_of: date
    """The day whose law and list edition judge a record that carries no date of its own."""
    actor: str | None = None
    """The actor class (vocabulary term) of rows that do not state one."""
    matching: MatchingSettings = MatchingSettings()

    def digest(self) -> str:
        """SHA-256 of the canonical JSON of these settings."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

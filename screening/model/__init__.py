"""The frozen vocabulary that all stages share."""

from screening.model.codec import canonical_json, entity_digest, entity_from_json, entity_to_json
from screening.model.dates import DateSpan
from screening.model.decision import Decision, Verdict
from screening.model.entity import (
    Address,
    AliasQuality,
    Effect,
    Entity,
    EntityName,
    NameKind,
    PartyKind,
    Relation,
    Vessel,
)
from screening.model.finding import Finding, FindingState, Need, Outcome, Trace
from screening.model.identifier import DECISIVE, Identifier, IdentifierKind
from screening.model.match import Agreement, Evidence, Match, Strength, TokenPair
from screening.model.ownership import OwnershipSheet, Stake
from screening.model.record import (
    Cell,
    Fact,
    FactValue,
    Note,
    Party,
    Record,
    Role,
    Row,
    SkippedRow,
    UnreadableRow,
)
from screening.model.run import (
    Column,
    InputInfo,
    QualityLine,
    Reconciliation,
    RuleInfo,
    RunInfo,
    SheetInfo,
    SnapshotInfo,
)
from screening.model.tristate import Tristate, all_of, any_of
from screening.model.vocabulary import Field, FieldType, HeaderWords, Term, Vocabulary

__all__ = [
    "DECISIVE",
    "Address",
    "Agreement",
    "AliasQuality",
    "Cell",
    "Column",
    "DateSpan",
    "Decision",
    "Effect",
    "Entity",
    "EntityName",
    "Evidence",
    "Fact",
    "FactValue",
    "Field",
    "FieldType",
    "Finding",
    "FindingState",
    "HeaderWords",
    "Identifier",
    "IdentifierKind",
    "InputInfo",
    "Match",
    "NameKind",
    "Need",
    "Note",
    "Outcome",
    "OwnershipSheet",
    "Party",
    "PartyKind",
    "QualityLine",
    "Reconciliation",
    "Record",
    "Relation",
    "Role",
    "Row",
    "RuleInfo",
    "RunInfo",
    "SheetInfo",
    "SkippedRow",
    "SnapshotInfo",
    "Stake",
    "Strength",
    "Term",
    "TokenPair",
    "Trace",
    "Tristate",
    "UnreadableRow",
    "Verdict",
    "Vessel",
    "Vocabulary",
    "all_of",
    "any_of",
    "canonical_json",
    "entity_digest",
    "entity_from_json",
    "entity_to_json",
]

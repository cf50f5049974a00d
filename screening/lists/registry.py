"""Every publisher's format that can be read."""

from screening.lists.csl import Csl
from screening.lists.eu import EuCsv, EuXml
from screening.lists.interface import Parser
from screening.lists.ofac import CONSOLIDATED_CSV, SDN_CSV, OfacAdvanced, OfacEnhanced, OfacXml
from screening.lists.opensanctions import EntitiesFtm, TargetsCsv
from screening.lists.uk import ConList, SanctionsListCsv, SanctionsListXml
from screening.lists.un import UnXml

PARSERS: tuple[Parser, ...] = (
    SDN_CSV,
    CONSOLIDATED_CSV,
    OfacXml(),
    OfacEnhanced(),
    OfacAdvanced(),
    UnXml(),
    EuXml(),
    EuCsv(),
    ConList(),
    SanctionsListCsv(),
    SanctionsListXml(),
    Csl(),
    TargetsCsv(),
    EntitiesFtm(),
)

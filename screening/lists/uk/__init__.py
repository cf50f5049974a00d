"""The lists of the United Kingdom: OFSI's consolidated list of financial sanctions targets, and the UK Sanctions List."""

from screening.lists.uk.conlist import ConList
from screening.lists.uk.sanctions_csv import SanctionsListCsv
from screening.lists.uk.sanctions_xml import SanctionsListXml

__all__ = ["ConList", "SanctionsListCsv", "SanctionsListXml"]

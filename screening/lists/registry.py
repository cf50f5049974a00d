"""Every publisher's format that can be read."""

from screening.lists.interface import Parser
from screening.lists.ofac import CONSOLIDATED_CSV, SDN_CSV, OfacXml

PARSERS: tuple[Parser, ...] = (SDN_CSV, CONSOLIDATED_CSV, OfacXml())

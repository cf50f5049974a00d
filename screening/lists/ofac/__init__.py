"""OFAC's Specially Designated Nationals and Consolidated (non-SDN) lists, as the legacy CSV set and as XML."""

from screening.lists.ofac.csv_set import CONSOLIDATED_CSV, SDN_CSV
from screening.lists.ofac.xml_file import OfacXml

__all__ = ["CONSOLIDATED_CSV", "SDN_CSV", "OfacXml"]

"""OFAC's Specially Designated Nationals and Consolidated (non-SDN) lists: the legacy CSV set, plain, enhanced and advanced XML."""

from screening.lists.ofac.advanced import OfacAdvanced
from screening.lists.ofac.csv_set import CONSOLIDATED_CSV, SDN_CSV
from screening.lists.ofac.enhanced import OfacEnhanced
from screening.lists.ofac.xml_file import OfacXml

__all__ = ["CONSOLIDATED_CSV", "SDN_CSV", "OfacAdvanced", "OfacEnhanced", "OfacXml"]

"""The European Union's consolidated list of persons and entities under financial sanctions, as XML and as csv."""

from screening.lists.eu.csv_file import EuCsv
from screening.lists.eu.xml_file import EuXml

__all__ = ["EuCsv", "EuXml"]

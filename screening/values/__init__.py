"""Text to typed values with their checks: dates as they are known, countries, amounts, identifiers."""

from screening.values.amounts import currency_code, header_currency, parse_amount
from screening.values.countries import country_code, country_name, nearest_country
from screening.values.dates import DateOrder, date_order_votes, parse_date
from screening.values.identifiers import looks_like, make_identifier, state_code_valid
from screening.values.nationalities import nationality_code
from screening.values.securities import RegisteredPaper, Registration, names_paper, registrations

__all__ = [
    "DateOrder",
    "RegisteredPaper",
    "Registration",
    "country_code",
    "country_name",
    "currency_code",
    "date_order_votes",
    "header_currency",
    "looks_like",
    "make_identifier",
    "names_paper",
    "nationality_code",
    "nearest_country",
    "parse_amount",
    "parse_date",
    "registrations",
    "state_code_valid",
]

"""Whether the values of a column bear out what its header says."""

from screening.model import Field, FieldType
from screening.tables.facts import FactReader
from screening.tables.profile import ColumnProfile, looks_like_names
from screening.values import DateOrder

# A close header is believed only if this share of its values can be read as the field's type.
_FITTING = 0.5
_WRITTEN_AS_NUMBERS = frozenset({FieldType.AMOUNT, FieldType.DATE, FieldType.IDENTIFIER})


def fits(field: Field, profile: ColumnProfile, header: str = "") -> bool:
    """Can half of the column's values be read as the field's type? An empty column fits."""
    texts = list(profile.texts)[:50]
    if not texts:
        return True
    if field.type is FieldType.NAME:
        return profile.numbers <= profile.filled / 2
    # Either order will do here: which one holds is decided later, over the whole column.
    readers = [
        FactReader(field, order, header=header) for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    ]
    readable = sum(1 for text in texts if any(reader.read(_typed(text))[1] is None for reader in readers))
    return readable >= _FITTING * len(texts)


def may_be(field: Field, profile: ColumnProfile) -> bool:
    """Is it worth asking whether a column is this field, though its header only resembles one of the field's?"""
    if field.type is FieldType.NAME:
        return looks_like_names(profile)
    return field.type in _WRITTEN_AS_NUMBERS or profile.numbers <= profile.filled / 2


def _typed(text: str) -> str | float:
    # A profile keeps texts; a five-digit one may be the serial number of a date.
    return float(text) if text.isdigit() and len(text) == 5 else text

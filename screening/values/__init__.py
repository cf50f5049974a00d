"""Text to typed values with their checks: dates as they are known, countries, amounts, identifiers."""

"""The link from a row of an annotated copy to its line in the report."""

_SHOWN = "in the report"


def hyperlink(report: str, target: str) -> tuple[str, str]:
    """A formula of our own words, without its equals sign, and what it shows; `target` as "'Stop'!A12"."""
    address = f"{report}#{target}".replace('"', '""')
    return f'HYPERLINK("{address}","{_SHOWN}")', _SHOWN

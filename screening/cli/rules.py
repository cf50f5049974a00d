"""`screening rules`: the measures that are encoded."""

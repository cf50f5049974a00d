"""Legal measures as data, evaluated in three-valued logic."""

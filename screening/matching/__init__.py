"""Names to listed entities, with every score explained."""

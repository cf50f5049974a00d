"""Publishers' files to entities."""

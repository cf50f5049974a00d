"""Text to names in the one form in which two writings of a name can be compared."""

"""Accuracy and speed of name matching, alone and beside other packages, each reproducible by one command."""

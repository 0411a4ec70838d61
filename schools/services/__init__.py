"""Use cases around people and their roles."""

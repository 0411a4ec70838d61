"""Lists of allowed tests, through services and doors."""

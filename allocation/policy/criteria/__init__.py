"""The criteria, each written once in the algebra: for one dossier and for a column of a million."""

"""The law in pure Python: frozen facts in, a full list of findings and a sealed receipt out. No clock, no database."""

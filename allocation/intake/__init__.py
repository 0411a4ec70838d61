"""What comes in: typed values, documents and OSO dossiers, read into facts. Pure: no database, no clock, no Django."""

"""The roof and the ground of the portal: settings, doors, clock, audit, PDF. Nothing about pupils lives here."""

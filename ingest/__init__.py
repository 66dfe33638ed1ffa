"""Files → plans."""

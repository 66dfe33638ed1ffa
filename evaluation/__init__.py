"""Answer-quality runs."""

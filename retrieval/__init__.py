"""The library of plans, and the way from a question to a verified answer."""

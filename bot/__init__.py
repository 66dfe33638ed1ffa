"""The doors: command line, terminal, Telegram."""

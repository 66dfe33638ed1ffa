"""Vietnamese prompt templates: one Markdown file each, checked when rendered."""

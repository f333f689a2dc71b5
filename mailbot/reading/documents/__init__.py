"""One file a format: bytes -> items (text, tables, form fields)."""

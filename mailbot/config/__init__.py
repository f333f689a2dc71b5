"""TOML and CSV text -> values. Reports every mistake at once."""

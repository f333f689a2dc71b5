"""Bytes -> Message -> Reading. Pure and total: defects are data."""

"""Triage x known cases -> Decision."""

"""The vocabulary: frozen values and enums that every room speaks in. Imports the standard library only."""

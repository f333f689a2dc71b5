"""mailbot: no child who is missing education is lost in an inbox."""

__version__ = "0.1.0"

"""The embedded mail servers and sample mail of `mailbot demo`."""

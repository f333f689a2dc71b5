"""Message -> Reading, one file a kind of fact."""

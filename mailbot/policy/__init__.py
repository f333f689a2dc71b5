"""Reading x policy in force -> Triage. One file a chapter of the policy."""

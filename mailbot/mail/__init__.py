"""The wire: mailboxes -> Fetched, Letter -> Sent | Deferred | Refused."""

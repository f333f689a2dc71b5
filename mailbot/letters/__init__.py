"""Reply | Alert | Digest -> Letter, by the templates that admins edit."""

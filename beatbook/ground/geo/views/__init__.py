"""The map over HTTP, by noun."""

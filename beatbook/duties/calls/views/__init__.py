"""The calls duty over HTTP, by noun."""

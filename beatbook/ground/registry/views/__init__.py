"""The shared nouns over HTTP, by noun."""

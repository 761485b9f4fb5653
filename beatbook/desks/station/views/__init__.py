"""The station's pages, by noun."""

"""A city's own files: streets, addresses, areas, read whatever they are called and projected."""

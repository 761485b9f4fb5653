"""OpenStreetMap files: read, and turned into the town that the rest of geo knows."""

"""Where things are: the map, its streets and addresses, and the areas agencies draw on it."""

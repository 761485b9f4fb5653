"""What every duty stands on: the force, the shared nouns, places, the agency and the journal."""

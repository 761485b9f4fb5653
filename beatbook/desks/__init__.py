"""Where people sit. A desk composes what the duties offer; it decides nothing."""

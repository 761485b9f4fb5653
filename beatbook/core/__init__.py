"""Plain Python that knows nothing of Django: the clock, ids, units of measure, small geometry."""

"""Where things lie in the small town of these tests."""

SOUTH, WEST, BLOCK = 41.500, -69.200, 0.001


def spot(rows, columns):
    """A place in degrees: so many blocks north and east of the town's southwest corner."""
    return SOUTH + rows * BLOCK, WEST + columns * BLOCK

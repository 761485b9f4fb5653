"""A day in a town, lived through the same commands as people use.

Callers call as towns have them, a dispatcher takes the calls and sends units, officers drive real
routes, work and clear. Everything is drawn from a seed: the same seed in the same town gives the
same day. People may sit down in the middle of it: the simulated dispatcher works only the calls it
took itself, and officers answer whoever sends them.

From the bottom up:

    words        the tables: what happens at which hour, what is said, how long it takes
    planning     seed and date to planned calls and breaks; pure
    ground       the map: places that calls come from, streets to drive on
    driving      where on a route somebody is at a moment; pure
    stage        the one way to the database: each act a transaction, as the member who acts
    dispatcher, officer    the actors; each says when it has something to do next
    day          the loop's body: what is seen, the actors in order, positions
    living       paces: as fast as possible, or by the operational clock; starting and going on
"""

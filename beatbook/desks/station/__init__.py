"""The station: where the sergeant, the records clerk and the administrator sit.

Home, the history of calls and of units, units and the roster. It composes what calls and the force
offer, and decides nothing.
"""

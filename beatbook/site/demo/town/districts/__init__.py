"""The third layer: what each piece of land between the arterials became.

A district is found by a point in it; its ``streets`` are drawn by one strategy, and its ``lots``
say how its houses stand.
"""

"""RPA-1: inspectors are matched to drawn objects at random, and as many slots filled as can be.

Protocol section 8 (assignment, shortage certificates, pool sizes) and 10 (replacement).
"""

"""SSJ-DRAW/1: the verifiable draw, as docs/reference and the protocol define it."""

"""The pure heart of Mingcha: standard library only, no I/O, no clock, no random."""

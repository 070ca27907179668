"""Writes: one function per step, checked and recorded."""

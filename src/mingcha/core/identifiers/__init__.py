"""Identifiers of objects and regions as registers write them, and their check characters."""

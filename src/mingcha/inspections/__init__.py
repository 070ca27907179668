"""Visits, checklists, results, evidence, review."""

"""Reviewing results, progress and deadlines (结果审核)."""

"""Bundles on disk: the folder of a draw, from frozen spreadsheets to what is published."""

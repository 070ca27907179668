"""The staff face: pages for regulators, rendered on the server."""

"""A face of the platform; no models."""

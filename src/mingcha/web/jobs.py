"""Jobs of the staff's pages; the worker finds them here."""

from mingcha.web.registers.objects.export import export_objects

__all__ = ["export_objects"]

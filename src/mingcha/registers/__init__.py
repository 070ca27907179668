"""The one list and two registers (一单两库): items, objects, inspectors, and how they come in."""

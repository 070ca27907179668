"""Django infrastructure without any domain in it."""

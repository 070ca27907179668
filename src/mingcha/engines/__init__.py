"""The draw where the register lies: other engines that give the same bytes as the core."""

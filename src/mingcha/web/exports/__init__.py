"""Lists as workbooks: short ones at once, long ones in the background."""

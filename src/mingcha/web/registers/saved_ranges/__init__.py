"""Pages of the ranges kept under a name (常用范围)."""

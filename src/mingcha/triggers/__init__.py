"""触发式监管: rules that watch indicators, and proposals of tasks (R-101, R-104)."""

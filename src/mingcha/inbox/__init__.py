"""消息: what the platform tells people by itself; kept here, and sent on by outlets."""

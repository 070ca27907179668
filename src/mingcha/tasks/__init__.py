"""抽查任务: scheme, approval, pool, ceremony, draw, comparison, matching, issue."""

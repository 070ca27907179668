"""Pages of the tasks (抽查任务)."""

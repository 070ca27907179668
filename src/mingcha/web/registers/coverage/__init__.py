"""Pages of full coverage (应纳尽纳): every department's list and registers against what they should hold."""

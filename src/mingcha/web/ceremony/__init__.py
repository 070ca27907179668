"""Pages from the frozen pool to the issued task: ceremony, comparison, teams, notices."""

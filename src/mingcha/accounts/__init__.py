"""Who may do what: users, roles, scope, and the three administrators kept apart."""

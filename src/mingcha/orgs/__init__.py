"""Who there is: regions, departments and their business lines, units, and parameters by scope."""

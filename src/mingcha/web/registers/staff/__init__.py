"""Pages of the sub-registers of inspectors (人员专项库)."""

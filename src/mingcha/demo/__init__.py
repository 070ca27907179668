"""The demonstration county: made-up registers in the shape departments send them."""

"""Working days by the State Council's yearly notice, and the deadlines counted in them."""

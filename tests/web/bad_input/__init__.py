"""Every form of the staff pages and the phone, filled in badly."""

"""The hash chain of audit events: nobody alters one without being found out."""

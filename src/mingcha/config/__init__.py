"""How the platform is put together: settings, addresses, database, server."""

"""Edition → bytes, one format a file."""

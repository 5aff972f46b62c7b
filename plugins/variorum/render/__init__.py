"""Edition → HTML strings: every page and search entry; imports nothing of MkDocs."""

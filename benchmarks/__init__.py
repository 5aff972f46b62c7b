"""What it costs to build an edition, beside plain MkDocs with the same words: see README.md."""

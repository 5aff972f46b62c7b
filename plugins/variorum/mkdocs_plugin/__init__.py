"""The adapter: MkDocs' events → the core, and its pages → MkDocs."""

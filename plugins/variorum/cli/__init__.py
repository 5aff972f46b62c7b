"""The command line."""

import os

# pydantic would look through every installed package for plugins of its own, at each start
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

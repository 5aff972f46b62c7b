"""An article → an edition of it, begun: what `variorum new` writes."""

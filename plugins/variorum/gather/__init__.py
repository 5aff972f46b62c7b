"""What others say of a work → an item of CSL-JSON that our own schema lets in, and its place in an edition's file of references."""

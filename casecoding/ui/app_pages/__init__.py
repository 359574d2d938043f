"""One module per page: read, show, act."""

"""Where a statement stands: file, line and column."""

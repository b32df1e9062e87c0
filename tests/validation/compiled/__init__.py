"""The compiled engine: what it finds in small graphs, and that it finds what pySHACL does."""

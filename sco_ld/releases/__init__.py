"""What changes between two states of a publication, and what a release of one consists of."""

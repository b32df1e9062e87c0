"""RDF terms, files and formats: everything that knows RDF and nothing of our vocabulary."""

"""Processes, files and clocks: nothing here knows RDF."""

"""Checks beside the shapes: names, namespaces, literals, scripts and years."""

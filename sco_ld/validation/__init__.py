"""Data checked against SHACL shapes: job, engine, report."""

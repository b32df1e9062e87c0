"""A publication as a website that any file server can host: pages for people, RDF for machines, pictures."""

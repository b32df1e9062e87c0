"""Text for people: aligned tables, Markdown and HTML. Nothing here knows RDF."""

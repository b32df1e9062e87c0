"""Other machines: HTTP, credentials, SPARQL endpoints and graph stores."""

"""SHACL compiled to SPARQL: shapes become queries, each of which finds all violations of a constraint at once."""

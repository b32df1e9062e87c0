"""SPARQL text and answers: tokens, evaluation, rows and their writers."""

"""Shapes themselves: whether they are well-formed, which nodes they select, and parts of them."""

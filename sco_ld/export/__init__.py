"""Quads written in any format, the same bytes every time."""

"""Data validated in a store, by the queries to which shapes are compiled."""

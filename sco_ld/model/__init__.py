"""The terms of our vocabulary, and what they mean: the only wing that knows them."""

"""A sentence-pair cross-encoder: what it reads (items), what it trains on (sampling), how it decides (deciding), its network."""

"""A token classifier for attribution: the chain of `crf` asked of one network instead of three conditional random fields."""

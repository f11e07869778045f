"""A language model behind an OpenAI-compatible endpoint: prompts, forms of answers, client, cache."""

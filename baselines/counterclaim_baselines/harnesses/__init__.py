"""The tasks in other people's harnesses, lm-evaluation-harness and Inspect: the prompts of `llm`, our scorer, their models.

A model that answers in a harness what it answers to `llm` (with no examples and one try) makes the same predictions and so gets
the same scores.
"""

"""How results are printed: text for people, JSON for programs, LaTeX (booktabs) for papers.

Rounding happens here and nowhere else.
"""

"""The static site of a board: pages that open from disk, need no network, and run nothing that came with a submission.

A kind of page is one module here (`pages(site)` gives its pages), one template, and one line in `kinds.py`.
"""

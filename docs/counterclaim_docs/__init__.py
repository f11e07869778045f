"""What the documentation site is made of: the project's own pages, and reference pages drawn from the code.

`python -m counterclaim_docs assemble FOLDER` writes them as Sphinx takes them, `check FOLDER` follows every link of the built site.
"""

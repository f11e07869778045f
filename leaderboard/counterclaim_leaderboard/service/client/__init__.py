"""`counterclaim submit` and `counterclaim status`: a service as a team sees it."""

"""The API, the pages, and what monitors ask."""

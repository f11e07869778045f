"""The queue, the workers, and the process that scores apart from them."""

"""From the bytes of a request to a submission in the queue, its files in the store."""

"""Hidden gold that can be audited: committed to item by item, left out of what is published, revealed later, checked offline."""

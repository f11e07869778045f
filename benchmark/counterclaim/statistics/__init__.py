"""What is computed from counts per event: intervals, tests, corrections. Knows no metric by name.

The event is the unit that is resampled, always: items of one event are not independent.
"""

"""A chain of conditional random fields for attribution: cues, what belongs to each cue, what stands without a cue."""

"""The hosted service: teams send predictions, workers score them against gold that stays here, the board shows what is released."""

"""The hosted service: teams send predictions, workers score them against gold that stays here, the board shows what is released.

By folder: `accounts` (teams, quotas, tokens), `intake` (from bytes to a submission), `scoring` (queue, workers), `board` (what is
released), `web` (API and pages), `client` (submit, status), `operating` (serve, administration). Here: what all of them share.
"""

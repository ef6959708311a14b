"""Controls of backup: what is kept is backed up, elsewhere too, and not let go of too soon."""

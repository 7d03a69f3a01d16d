"""What `make` sets up with: translations, the serif, what tests read with. Nothing that runs needs it."""

"""What `make` sets up with: the translation catalogues and the serif. Nothing that runs needs them."""

"""What the command line takes, and what is made of it: ``charts.__main__`` writes it."""

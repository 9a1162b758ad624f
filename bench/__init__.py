"""What the press costs, measured in ratios; nothing of the program needs it."""

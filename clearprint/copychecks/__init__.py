"""Checks of a handout's copy: advice of the field, each with its source and two examples."""

"""From a writer's text to a handout's file: read it, place it, write it, account for every word."""

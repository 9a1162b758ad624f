"""Clearprint: patient handouts from structured text, judged before they leave the press."""

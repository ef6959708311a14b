"""Graphs and links as pictures, or as text that other programs make pictures of."""

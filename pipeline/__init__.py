"""Mektup: scanned letters in, structured letters out."""

__version__ = "0.1.0"

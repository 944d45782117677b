"""Words of letters found again: in any script, inflected, misspelt or misread."""

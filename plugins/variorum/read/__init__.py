"""Files → raw data with positions."""

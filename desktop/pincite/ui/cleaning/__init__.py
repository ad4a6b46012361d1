"""Clean-ups: chosen, looked at change by change, and done."""

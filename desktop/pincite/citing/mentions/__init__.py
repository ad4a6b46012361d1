"""Mentions: finding citations in texts, and the works that they name. Text in, values out."""

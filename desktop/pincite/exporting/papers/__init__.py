"""Texts with live citations: one model, written for word processors and pages."""

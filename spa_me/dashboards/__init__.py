"""Figures as plain data, made from the report book; nothing here draws."""

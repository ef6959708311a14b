"""Backup vaults, plans, selections and restore tests."""

"""Checklists as XLSForm, the spreadsheet in which surveys are exchanged."""

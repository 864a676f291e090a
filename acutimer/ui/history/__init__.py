"""The History page: plot, table and cards."""

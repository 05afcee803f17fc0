"""Everything about one province, district, checkpoint or center over time."""

"""What can be asked for tablets: rows as they travel, devices, lists."""

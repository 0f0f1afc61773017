"""What is true of Romania's places whatever the database says: codes, names, files, maps, scores."""

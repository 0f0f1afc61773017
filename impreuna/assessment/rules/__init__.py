"""What follows from answers: facts, findings and their lives, the priority of a household. No database, no clock."""

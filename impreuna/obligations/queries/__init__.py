"""Questions about obligations: the law's list with the periods in force, what is due for whom, what is late where."""

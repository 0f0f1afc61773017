"""Forms of the assessment: the steps of the interview, its end, and decisions about findings."""

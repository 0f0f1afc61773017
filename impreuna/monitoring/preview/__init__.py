"""What a new value of a parameter, or a new edition, would change: counted over the answers that are held now.

Nobody national reads rows, and neither does this for anybody: a job goes through the communes one at a time, tells
PostgreSQL for one short transaction which commune and which areas it reads (`reading`), evaluates the rules concerned
before and after the change (`rules`), and keeps how many subjects each county would gain and lose. What is shown are
counties alone, counts under 5 as "under 5", and sums only of what is shown, so nothing can be found by subtraction.
A preview is a question, not an act: nothing of it is journalled, it lies in the cache for a day (`keeping`).
"""

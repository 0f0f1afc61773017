"""What every room stands on: commands, the one write path, the journal, scopes and the policy.

The kernel knows no household and no case. Its whole vocabulary: Command, Actor, Verdict, Outcome,
Journal, Clock, Scope, after. Start reading at `execute.py`.
"""

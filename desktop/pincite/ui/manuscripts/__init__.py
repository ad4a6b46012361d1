"""The check of a manuscript in a tab: findings at the left, the one chosen beside its source."""

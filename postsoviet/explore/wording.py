"""Words that the sentences of several explorers need."""

from collections.abc import Sequence


def joined(names: Sequence[str]) -> str:
    """Write names as people do: ``a``, ``a and b``, ``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def claim_over(low: float, high: float, limit: float) -> str:
    """Say whether "more than the limit" holds over a whole range of values."""
    return "holds" if low > limit else "does not hold" if high <= limit else "cannot be decided"

"""Measures of movement between places, from counts of arrivals and departures.

Arguments may be single numbers or lists of one length; the result has the same form.
"""

from __future__ import annotations

import numpy as np

from postsoviet.measures._validation import MeasureError, amounts, plain, positive, same_shape
from postsoviet.measures.change import compound_growth_rate, growth_multiple, percent_change

__all__ = [
    "compound_growth_rate", "effectiveness", "gross_migration", "growth_multiple", "location_quotient",
    "net_migration", "percent_change",
]


def net_migration(arrivals, departures) -> float | np.ndarray:
    """Migration balance: arrivals minus departures.

    Parameters
    ----------
    arrivals, departures : number or array_like
        Persons, zero or more.

    Returns
    -------
    float or numpy.ndarray
        Persons; negative if more left than came.

    Raises
    ------
    MeasureError
        If a count is negative or missing, or the lists differ in length.

    References
    ----------
    Shryock, H. S., and Siegel, J. S. (1976). The Methods and Materials of Demography,
    condensed ed. Academic Press, ch. 21.
    """
    came, left = _counts(arrivals, departures)
    return plain(came - left)


def gross_migration(arrivals, departures) -> float | np.ndarray:
    """Migration turnover of one place: arrivals plus departures.

    Over all places of a country every move counts twice, once at each end; a national
    "turnover" may count it once. Say which is meant.

    Parameters
    ----------
    arrivals, departures : number or array_like
        Persons, zero or more.

    Returns
    -------
    float or numpy.ndarray
        Persons.

    Raises
    ------
    MeasureError
        If a count is negative or missing, or the lists differ in length.

    References
    ----------
    Shryock and Siegel (1976), as for `net_migration`.
    """
    came, left = _counts(arrivals, departures)
    return plain(came + left)


def effectiveness(arrivals, departures) -> float | np.ndarray:
    """Migration effectiveness: net over gross migration, in percent.

    Parameters
    ----------
    arrivals, departures : number or array_like
        Persons, zero or more; not both zero.

    Returns
    -------
    float or numpy.ndarray
        From -100 (all moves are departures) through 0 (flows cancel out) to 100.

    Raises
    ------
    MeasureError
        If a count is negative or missing, if nobody moved, or if the lists differ in length.

    References
    ----------
    Shryock and Siegel (1976), as for `net_migration`. Some authors print the absolute
    value; here the sign says who gains.
    """
    came, left = _counts(arrivals, departures)
    gross = came + left
    still = np.flatnonzero(gross == 0)
    if still.size:
        where = "" if gross.ndim == 0 else f" at number {still[0] + 1} of {gross.size}"
        raise MeasureError(
            f"arrivals and departures are both zero{where}, so effectiveness is not defined; drop that place."
        )
    return plain(100 * (came - left) / gross)


def location_quotient(group_here, all_here, group_everywhere, all_everywhere) -> float | np.ndarray:
    """How many times a group's share in one place is its share in the whole.

    Parameters
    ----------
    group_here, all_here : number or array_like
        Persons of the group, and all persons, in the place.
    group_everywhere, all_everywhere : number or array_like
        The same for the whole country.

    Returns
    -------
    float or numpy.ndarray
        1 if the place is like the whole; above 1 if the group is concentrated there.

    Raises
    ------
    MeasureError
        If a count is negative or missing, a divisor is zero, a group is larger than the
        population it is part of, or the lists differ in length.

    References
    ----------
    Isard, W. (1960). Methods of Regional Analysis. MIT Press, ch. 5.
    """
    part, place = amounts(group_here, "group_here"), positive(all_here, "all_here")
    group, country = positive(group_everywhere, "group_everywhere"), positive(all_everywhere, "all_everywhere")
    same_shape(group_here=part, all_here=place, group_everywhere=group, all_everywhere=country)
    for inner, outer, name, whole_name in (
        (part, place, "group_here", "all_here"), (group, country, "group_everywhere", "all_everywhere"),
    ):
        if np.any(inner > outer):
            raise MeasureError(
                f"{name} is larger than {whole_name}, of which it is a part; check the order of the arguments."
            )
    return plain((part / place) / (group / country))


def _counts(arrivals, departures) -> tuple[np.ndarray, np.ndarray]:
    came, left = amounts(arrivals, "arrivals"), amounts(departures, "departures")
    same_shape(arrivals=came, departures=left)
    return came, left

"""95 % intervals of shares, rates and their differences."""

from dataclasses import dataclass
from math import hypot, sqrt
from typing import Self

Z = 1.959963984540054  # the standard normal's 97.5 % point


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share or a rate with its interval."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> Self:
        return type(self)(self.value * factor, self.low * factor, self.high * factor)


def share_of(count: int, among: int) -> Estimate:
    """Return `count` of `among` as a fraction of 1 with Wilson's score interval.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927), 209-212.
    """
    share, weight = count / among, Z * Z / among
    middle = (share + weight / 2) / (1 + weight)
    reach = Z * sqrt(share * (1 - share) / among + weight / (4 * among)) / (1 + weight)
    return Estimate(
        share, low=middle - reach if count else 0.0, high=middle + reach if count < among else 1.0
    )


def rate_of(count: int, exposure: float) -> Estimate:
    """Return `count` per unit of `exposure` with the score interval of a Poisson mean.

    L. Barker, "A comparison of nine confidence intervals for a Poisson parameter when the
    expected number of events is <= 5", The American Statistician 56 (2002), 85-89.
    """
    middle, reach = count + Z * Z / 2, Z * sqrt(count + Z * Z / 4)
    return Estimate(
        count / exposure, low=max(middle - reach, 0.0) / exposure, high=(middle + reach) / exposure
    )


def difference_of(first: Estimate, second: Estimate) -> Estimate:
    """Return `first` less `second`, of independent groups, with the interval their own two make.

    For shares this is method 10 of R. G. Newcombe, "Interval estimation for the difference
    between independent proportions", Statistics in Medicine 17 (1998), 873-890; that it holds
    for rates too: G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008), 1693-1702.
    """
    value = first.value - second.value
    down = hypot(first.value - first.low, second.high - second.value)
    up = hypot(first.high - first.value, second.value - second.low)
    return Estimate(value, low=value - down, high=value + up)

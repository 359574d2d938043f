"""Intervals are those of statsmodels 0.14: proportion_confint (wilson), confint_poisson (score), newcomb."""

import pytest

from casecoding.aggregating.intervals import difference_of, rate_of, share_of

WILSON = [
    (0, 10, 0.0, 0.27753279986288926),
    (1, 10, 0.017876213095072924, 0.40415002679523854),
    (7, 10, 0.39677814746114537, 0.8922087325936989),
    (10, 10, 0.7224672001371106, 1.0),
    (37, 412, 0.06585591872396812, 0.12133431247964654),
    (3, 9000, 0.00011336974345081311, 0.0009796591449080388),
]
POISSON = [
    (0, 1.5, 0.0, 2.5609725471294182),
    (1, 0.25, 0.7060982197406123, 22.659737063035898),
    (12, 8.4, 0.8172333080562882, 2.4972260753596793),
    (240, 31.0, 6.822464782063811, 8.785324212152128),
]
DIFFERENCES = [
    ((7, 10), (3, 10), -0.028820456268342898, 0.6718241964405526),
    ((0, 10), (0, 20), -0.1611251580528194, 0.27753279986288926),
    ((37, 412), (12, 300), 0.012499003231076132, 0.08561249114898237),
]


@pytest.mark.parametrize(("count", "among", "low", "high"), WILSON)
def test_a_share_has_wilsons_interval(count, among, low, high):
    found = share_of(count, among)

    assert found.value == count / among
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize(("count", "exposure", "low", "high"), POISSON)
def test_a_rate_has_the_score_interval(count, exposure, low, high):
    found = rate_of(count, exposure)

    assert found.value == count / exposure
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize(("one", "other", "low", "high"), DIFFERENCES)
def test_a_difference_of_shares_has_newcombes_interval(one, other, low, high):
    found = difference_of(share_of(*one), share_of(*other))

    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)

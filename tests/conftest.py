"""A study of its own for each test, on SQLite and, where a server is named, on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url, text

from casecoding.domain.coding import Coder
from casecoding.settings import Settings
from casecoding.store.store import Store
from casecoding.workbench.bench import Bench, create_bench, ensure_coder
from tests.builders import counter_ids, make_codebook, ticking_clock

POSTGRES = os.environ.get("CASECODING_TEST_POSTGRES", "")

settings.register_profile(
    "casecoding", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("casecoding")


@pytest.fixture(scope="session", autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["CASECODING_HOME"] = str(tmp_path_factory.mktemp("home"))
    for name in ("CASECODING_STUDY", "CASECODING_LANGUAGE", "CASECODING_CODER", "CASECODING_MODEL"):
        os.environ.pop(name, None)


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param(
            "postgres",
            marks=[
                pytest.mark.postgres,
                pytest.mark.skipif(not POSTGRES, reason="CASECODING_TEST_POSTGRES names no server"),
            ],
        ),
    ]
)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give where a new study can be made: a file that is not there, or an empty schema."""
    if request.param == "sqlite":
        yield str(tmp_path / "studie.casecoding")
        return
    schema = f"t{uuid4().hex}"
    engine = create_engine(make_url(POSTGRES).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(POSTGRES).set(query={"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


def bench_at(place: str) -> Bench:
    return create_bench(
        place,
        title="Prøvestudie",
        codebook=make_codebook(),
        settings=Settings(),
        clock=ticking_clock(),
        make_id=counter_ids(),
    )


@pytest.fixture
def any_bench(place: str) -> Iterator[Bench]:
    """Give a new study with a small codebook, on each engine."""
    bench = bench_at(place)
    yield bench
    bench.store.close()


@pytest.fixture(scope="session")
def _empty_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("studie") / "tomt.casecoding"
    create_bench(str(path), title="Prøvestudie", settings=Settings(), clock=ticking_clock()).store.close()
    return path


@pytest.fixture
def bench(_empty_study: Path, tmp_path: Path) -> Iterator[Bench]:
    """Give a new study with the shipped codebook, in a file."""
    place = tmp_path / "studie.casecoding"
    shutil.copy(_empty_study, place)
    made = Bench(Store.open(str(place)), Settings(), clock=ticking_clock(), new_id=counter_ids())
    yield made
    made.store.close()


@pytest.fixture
def anne(bench: Bench) -> Coder:
    return ensure_coder(bench, "Anne")


@pytest.fixture
def bo(bench: Bench) -> Coder:
    return ensure_coder(bench, "Bo")

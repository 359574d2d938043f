"""Two parts of a study against each other, and the quotations behind them."""

from casecoding.aggregating.comparing import Comparison, compare
from casecoding.aggregating.matrix import Dimension, Matrix, Measure
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.selection import Selection
from casecoding.store import queries
from casecoding.store.excerpts import list_excerpts
from casecoding.workbench.analysis import Question
from casecoding.workbench.bench import Bench


def question_of(dimension: Dimension, measure: Measure, selection: Selection) -> Question:
    """Return the matrix of themes that a comparison reads two columns of."""
    return Question(Dimension.THEME, dimension, measure, selection)


def compare_columns(
    bench: Bench, question: Question, matrix: Matrix, *, first: str, second: str
) -> Comparison:
    """Return two columns of the matrix that answers `question` against each other."""
    with bench.store.reading() as session:
        stances = queries.count_stances(session, question.rows, question.columns, question.selection)
    return compare(matrix, first=first, second=second, stances=stances)


def read_most_telling(bench: Bench, selection: Selection, *, limit: int) -> tuple[Excerpt, ...]:
    """Return quotations: first those that most of the selected coders gave the theme, then the longest."""
    with bench.store.reading() as session:
        return list_excerpts(session, selection, limit=limit, most_telling_first=True)

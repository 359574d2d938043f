"""The methods paragraph: how the suggestions came about, worded for a report's appendix."""

from importlib.metadata import version

from casecoding.domain.codebook import Codebook
from casecoding.domain.suggestion import Verdict
from casecoding.i18n.translating import Translator
from casecoding.store.runs import Run, count_verdicts, newest_run
from casecoding.store.study import load_codebook
from casecoding.workbench.bench import Bench

SHORT = 12  # digits of a hash that tell it from others
SHOWN_SCORES = ("pos", "lemma", "las", "ner_f")


def methods_paragraph(bench: Bench, *, t: Translator) -> str:
    """Return the paragraph for the newest run in the translator's language, "" before the first run.

    Counts are those of the study as it stands; the model, versions and settings are the run's.
    """
    with bench.store.reading() as session:
        run, codebook, verdicts = newest_run(session), load_codebook(session), count_verdicts(session)
    if run is None:
        return ""
    sentences = (
        t(
            "methods.made",
            version=version("casecoding"),
            model=f"{run.model_name} {run.model_version}",
            scores=_scores(run, t),
        ),
        t(
            "methods.codebook",
            title=codebook.title,
            version=run.codebook_version,
            digest=run.codebook_hash[:SHORT],
        ),
        t(
            "methods.cues",
            codes=len(codebook.codes),
            cues=_cues(codebook),
            suggester=run.settings["suggester"],
        ),
        t("methods.run", when=t.moment(run.started), sources=run.sources, n=run.suggestions),
        t("methods.interviewer_in" if run.settings.get("with_interviewer") else "methods.interviewer_out"),
        t(
            "methods.verdicts",
            accepted=verdicts[Verdict.ACCEPTED],
            amended=verdicts[Verdict.AMENDED],
            rejected=verdicts[Verdict.REJECTED],
            pending=verdicts[Verdict.PENDING],
        ),
        t("methods.trust", run=run.id, digest=run.digest[:SHORT]),
    )
    return " ".join(sentences)


def _cues(codebook: Codebook) -> int:
    return sum(len(cue.terms) or 1 for code in codebook for cue in code.cues)


def _scores(run: Run, t: Translator) -> str:
    told = [
        t("methods.score", name=name, value=t.number(run.model_scores[name], decimals=1))
        for name in SHOWN_SCORES
        if name in run.model_scores
    ]
    return f" ({', '.join(told)})" if told else ""

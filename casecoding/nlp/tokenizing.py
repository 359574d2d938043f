"""A Danish tokenizer for transcripts: time stamps, notes in brackets, dashes between words."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

TIME_STAMP = r"#\d{1,2}:\d{2}(?::\d{2})?(?:[-.,]\d{1,3})?#"
CLOCK_IN_BRACKETS = r"[\[(]\d{1,2}:\d{2}(?::\d{2})?(?:[-.,]\d{1,3})?[\])]"
NOTE = r"\[[^\W\d_]+\]"  # [uhørligt], [latter]: one word, as more would hold blanks
UNITS = (TIME_STAMP, CLOCK_IN_BRACKETS, NOTE, "--+", "—", "–")  # each alone: spaCy anchors each pattern

SPOKEN_FORMS = {"ikk'": "ikke", "ik'": "ikke", "ha'": "have", "ta'": "tage", "sku'": "skulle", "ku'": "kunne",
                "ka'": "kan", "ska'": "skal", "gi'": "give", "bli'": "blive", "la'": "lade"}  # fmt: skip
SHORT_FORMS = ("bl.a.", "ca.", "dvs.", "evt.", "hhv.", "ifm.", "ift.", "iht.", "jf.", "jvf.", "m.fl.", "mht.",
               "mv.", "osv.", "pba.", "pga.", "vedr.", "f.eks.", "o.l.", "o.lign.", "m.m.")  # fmt: skip


def make_tokenizer(nlp: Language) -> Tokenizer:
    """Return spaCy's Danish tokenizer with the units of transcripts kept whole."""
    defaults = nlp.Defaults
    rules = dict(defaults.tokenizer_exceptions or {})
    for form in SHORT_FORMS:
        rules.setdefault(form, [{"ORTH": form}])
        rules.setdefault(form.capitalize(), [{"ORTH": form.capitalize()}])
    for form, written in SPOKEN_FORMS.items():
        rules[form] = [{"ORTH": form, "NORM": written}]
        rules[form.capitalize()] = [{"ORTH": form.capitalize(), "NORM": written}]
    rules["…"] = [{"ORTH": "…", "NORM": "..."}]
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([*UNITS, *(defaults.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([*UNITS, *(defaults.suffixes or ())]).search,
        infix_finditer=compile_infix_regex([*UNITS, *(defaults.infixes or ())]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def create_transcript_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make the tokenizer by name from a pipeline's config."""
    return make_tokenizer


registry.tokenizers("casecoding.transcript_tokenizer.v1")(create_transcript_tokenizer)

"""Every expected error, with its sentence in Danish and in English.

    CaseCodingError
    ├── InputError      E1xx  something the person gave is wrong: file, codebook, span, flag
    ├── StudyError      E2xx  the study on disk or on the server cannot be used as asked
    └── ModelError      E3xx  the language model is missing or does not fit

Each leaf is one class with one code. Its sentence says what is wrong, with the
values, and what to do. Codes are never reused. They stand by subject, one module each,
and are all imported from here.
"""

from casecoding.errors.archives import *
from casecoding.errors.asking import *
from casecoding.errors.attributes import *
from casecoding.errors.codebook import *
from casecoding.errors.correcting import *
from casecoding.errors.importing import *
from casecoding.errors.kinds import *
from casecoding.errors.model import *
from casecoding.errors.reshaping import *
from casecoding.errors.spans import *
from casecoding.errors.study import *
from casecoding.errors.taking_back import *

"""History: what a person or a run did to the study."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """The kinds of log entry."""

    CREATE_STUDY = "create-study"
    ADD_CODER = "add-coder"
    WORK_BLIND = "work-blind"
    IMPORT_SOURCE = "import-source"
    DESCRIBE_SOURCE = "describe-source"
    REMOVE_SOURCE = "remove-source"
    APPLY_STRUCTURE = "apply-structure"
    SAVE_ATTRIBUTES = "save-attributes"
    SET_ATTRIBUTES = "set-attributes"
    SAVE_FIGURES = "save-figures"
    SET_PASSAGE = "set-passage"
    REMOVE_PASSAGE = "remove-passage"
    CORRECT_TEXT = "correct-text"
    SAVE_CODE = "save-code"
    REMOVE_CODE = "remove-code"
    MERGE_CODES = "merge-codes"
    SPLIT_CODE = "split-code"
    REPLACE_CODEBOOK = "replace-codebook"
    SAVE_LEXICON = "save-lexicon"
    SAVE_SEARCH = "save-search"
    REMOVE_SEARCH = "remove-search"
    WRITE_SUMMARY = "write-summary"
    SAVE_ROLES = "save-roles"
    SUGGEST = "suggest"
    APPLY_CODE = "apply-code"
    APPLY_MANY = "apply-many"
    CHANGE_CODING = "change-coding"
    REMOVE_CODING = "remove-coding"
    ACCEPT = "accept"
    AMEND = "amend"
    REJECT = "reject"
    RESTORE = "restore"
    REPAIR = "repair"
    SAVE_VIEW = "save-view"
    REMOVE_VIEW = "remove-view"
    REMOVE_CASE = "remove-case"
    BRING_BACK = "bring-back"
    REVERT = "revert"
    UNDO = "undo"
    REDO = "redo"


CODING_ACTIONS = frozenset(
    {
        Action.APPLY_CODE,
        Action.APPLY_MANY,
        Action.CHANGE_CODING,
        Action.REMOVE_CODING,
        Action.ACCEPT,
        Action.AMEND,
        Action.REJECT,
        Action.CORRECT_TEXT,
        Action.REVERT,
    }
)
MATERIAL_ACTIONS = frozenset(
    {
        Action.IMPORT_SOURCE,
        Action.DESCRIBE_SOURCE,
        Action.REMOVE_SOURCE,
        Action.REMOVE_CASE,
        Action.APPLY_STRUCTURE,
        Action.SAVE_ATTRIBUTES,
        Action.SET_ATTRIBUTES,
        Action.SAVE_FIGURES,
        Action.SET_PASSAGE,
        Action.REMOVE_PASSAGE,
        Action.SAVE_ROLES,
        Action.CORRECT_TEXT,
    }
)


SUMMARY_ACTIONS = frozenset({Action.WRITE_SUMMARY})
SEARCH_ACTIONS = frozenset({Action.SAVE_SEARCH, Action.REMOVE_SEARCH})
CODEBOOK_ACTIONS = frozenset(
    {
        Action.SAVE_CODE,
        Action.REMOVE_CODE,
        Action.MERGE_CODES,
        Action.SPLIT_CODE,
        Action.REPLACE_CODEBOOK,
        Action.SAVE_LEXICON,
    }
)


VIEW_ACTIONS = frozenset({Action.SAVE_VIEW, Action.REMOVE_VIEW})


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the append-only log; `seq` rises in the order of commits.

    `takes_back` are the numbers of the entries it takes back; it `stands` unless another takes it back.
    """

    seq: int
    at: datetime
    coder_id: str
    action: Action
    subject: dict[str, object]
    takes_back: tuple[int, ...] = ()
    stands: bool = True


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries are wanted: by whom (ids of coders), what, when, about what; empty wants all.

    `since` is part of the time, `until` is not. `about` is the id of a source, a code, a coding, a run
    or a suggestion.
    """

    coders: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    about: str = ""
    numbers: tuple[int, ...] = ()
    only_standing: bool = False


WHOLE_LOG = LogFilter()

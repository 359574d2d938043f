/**
 * The shapes that the modules share. Offsets are code points of the source's text unless a
 * name says "units" (UTF-16).
 *
 * @typedef {{ start: number, end: number }} Range
 *
 * @typedef {object} Turn
 * @property {number} number
 * @property {number} start
 * @property {number} end
 * @property {string} speaker
 * @property {string} role
 * @property {string | null} level
 * @property {boolean} interviewer
 * @property {boolean} otherwise  whether a person corrected who speaks here, or from where
 * @property {string} note  why that was corrected
 * @property {number | null} time  seconds from the start of the recording
 * @property {"speech" | "paragraph" | "heading" | "list-item" | "table-row" | "note"} style
 * @property {number | null} page
 *
 * @typedef {object} Code
 * @property {string} id
 * @property {string} name
 * @property {string} other  the name in the other language
 * @property {string} theme
 * @property {number} depth
 * @property {string} color
 * @property {string} colorDark
 * @property {string} definition
 *
 * @typedef {"" | "supports" | "contradicts" | "mixed"} Stance
 *
 * @typedef {object} Coding
 * @property {string} id
 * @property {number} start
 * @property {number} end
 * @property {string} code
 * @property {string} coder
 * @property {Stance} stance
 * @property {string} memo
 *
 * @typedef {object} Match
 * @property {number} start
 * @property {number} end
 * @property {string} words
 * @property {string[]} lemmas
 * @property {string[]} parts
 *
 * @typedef {object} Suggestion
 * @property {string} id
 * @property {number} start
 * @property {number} end
 * @property {string} code
 * @property {number} score
 * @property {string} rule
 * @property {string[]} flags
 * @property {Match[]} matches
 *
 * @typedef {object} SourceLine
 * @property {string} id
 * @property {string} name
 * @property {string} case
 * @property {number} pending
 *
 * @typedef {object} Page
 * @property {string} study
 * @property {number} revision
 * @property {string} coder
 * @property {Record<string, string>} coders
 * @property {boolean} blind  whether other coders' codings are left out
 * @property {{ id: string, name: string, case: string, level: string | null, wave: string, kind: string,
 *   held: string }} source
 * @property {string} text
 * @property {string} textHash  names the text that all offsets are counted in
 * @property {Turn[]} turns
 * @property {Record<string, string>} levels
 * @property {Code[]} codes
 * @property {Coding[]} codings
 * @property {Suggestion[]} suggestions
 * @property {SourceLine[]} sources
 *
 * @typedef {object} News
 * @property {number} revision
 * @property {string} textHash  another one than the page's: the text was corrected
 * @property {Coding[]} codings
 * @property {Suggestion[]} suggestions
 * @property {string[]} gone
 * @property {Code[] | null} [codes]  the whole codebook, when a code changed
 * @property {boolean} renewed  a run was made: the suggestions are all that wait in the source
 * @property {boolean} blind
 *
 * @typedef {{ key: string, refusal: string | null, skipped?: number }} Answer
 *
 * @typedef {{ key: string, op: "apply", start: number, end: number, quote: string,
 *   codings: { id: string, code: string }[], name?: string }} Apply
 * @typedef {{ key: string, op: "change", coding: string, start: number, end: number, stance: Stance,
 *   memo: string, quote: string }} Change
 * @typedef {{ key: string, op: "remove", coding: string }} Remove
 * @typedef {{ key: string, op: "accept", suggestion: string, id: string, start?: number, end?: number,
 *   code?: string }} Accept
 * @typedef {{ key: string, op: "accept-many", accepted: { suggestion: string, id: string }[] }} AcceptMany
 * @typedef {{ key: string, op: "reject", suggestion: string }} Reject
 * @typedef {{ key: string, op: "undo" | "redo" }} Step
 * @typedef {{ text?: string } & (Apply | Change | Remove | Accept | AcceptMany | Reject | Step)} Operation
 *
 * @typedef {(key: string, values?: Record<string, string | number>) => string} Translate
 */
export {};

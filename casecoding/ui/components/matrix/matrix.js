/**
 * A matrix as a table of buttons: every number opens, by mouse and by keyboard.
 *
 * @typedef {{row: string, column: string, text: string, label: string, basis: string, note: string, shade: number, state: "data" | "none" | "few" | "sum"}} CellData
 * @typedef {{key: string, name: string, hint: string}} Heading
 * @typedef {{corner: string, caption: string, rows: Heading[], columns: Heading[], cells: CellData[][], chosen: string[] | null}} MatrixData
 */

const MANY = 8; // columns beyond which their names stand upright, to leave room for the numbers
const DARKEST = 65; // per cent of the theme's colour that a number can still be read on

/**
 * Show the matrix; tell of a chosen cell through `choose(row, column)`.
 * @param {HTMLElement} root
 * @param {MatrixData} data
 * @param {(row: string, column: string) => void} choose
 */
export function show(root, data, choose) {
  const table = element("table", data.columns.length > MANY ? "cc-matrix cc-many" : "cc-matrix");
  table.append(head(data), body(data, choose));
  table.addEventListener("keydown", (event) => moveFocus(table, event));
  const scrolled = element("div", "cc-scroll");
  scrolled.append(table);
  sayWhetherMore(scrolled);
  root.replaceChildren(...(data.caption ? [element("p", "cc-caption", data.caption)] : []), scrolled);
}

/** Fade the right edge while columns are hidden behind it. @param {HTMLElement} scrolled */
function sayWhetherMore(scrolled) {
  const say = () => {
    const hidden = scrolled.scrollWidth - scrolled.clientWidth - scrolled.scrollLeft;
    scrolled.classList.toggle("cc-more", hidden > 1);
  };
  scrolled.addEventListener("scroll", say);
  new ResizeObserver(say).observe(scrolled);
}

/** @param {MatrixData} data */
function head(data) {
  const row = element("tr");
  row.append(heading(data.corner, "col", ""));
  data.columns.forEach((column) => row.append(heading(column.name, "col", column.hint)));
  const section = element("thead");
  section.append(row);
  return section;
}

/**
 * @param {MatrixData} data
 * @param {(row: string, column: string) => void} choose
 */
function body(data, choose) {
  const section = element("tbody");
  data.rows.forEach((rowHeading, at) => {
    const row = element("tr");
    row.append(heading(rowHeading.name, "row", rowHeading.hint));
    data.cells[at].forEach((cell) => row.append(cellOf(cell, data.chosen, choose)));
    section.append(row);
  });
  return section;
}

/**
 * @param {CellData} cell
 * @param {string[] | null} chosen
 * @param {(row: string, column: string) => void} choose
 */
function cellOf(cell, chosen, choose) {
  const place = element("td", `cc-cell cc-${cell.state}`);
  place.style.setProperty("--shade", `${Math.round(cell.shade * DARKEST)}%`);
  const button = element("button", "", cell.text);
  button.setAttribute("type", "button");
  button.setAttribute("aria-label", cell.label);
  if (cell.note) button.append(element("small", "", cell.note));
  button.title = cell.basis;
  const isChosen = chosen !== null && chosen[0] === cell.row && chosen[1] === cell.column;
  button.setAttribute("aria-pressed", String(isChosen));
  button.addEventListener("click", () => choose(cell.row, cell.column));
  place.append(button);
  return place;
}

/**
 * @param {string} name
 * @param {"row" | "col"} scope
 * @param {string} hint
 */
function heading(name, scope, hint) {
  const cell = element("th");
  const words = element("span", "", name);
  cell.setAttribute("scope", scope);
  if (hint) words.append(element("small", "", hint));
  cell.append(words);
  return cell;
}

/**
 * Arrow keys walk over the cells.
 * @param {HTMLElement} table
 * @param {KeyboardEvent} event
 */
function moveFocus(table, event) {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  const here = event.target instanceof HTMLElement ? event.target.closest("td") : null;
  if (!step || !here) return;
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td")]);
  const at = rows.findIndex((cells) => cells.includes(here));
  const next = rows[at + step[0]]?.[rows[at].indexOf(here) + step[1]];
  next?.querySelector("button")?.focus();
  event.preventDefault();
}

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {string} [text]
 */
function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

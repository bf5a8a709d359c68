/** The parts of a review as HTML: no script, no address outside the file, and it prints on A4 and Letter. */
import { escape, htmlPage } from './report-html.js';

/** A cell: text, or a number at the right; `strong` is what a reader must not miss. */
export type Cell = string | { readonly text: string; readonly strong?: true; readonly detail?: string };

export interface ReviewTable {
  /** Said aloud by screen readers, and shown above. */
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows of totals at the end. */
  readonly totals?: readonly (readonly Cell[])[];
  /** Columns that hold numbers, by place. */
  readonly numeric?: readonly number[];
  /** Instead of the table where it has no rows. */
  readonly none?: string;
  /** Of the columns, in percent; absent: as wide as they need. */
  readonly widths?: readonly number[];
}

/** A table of so many rows is not cut by the end of a page. */
const SHORT = 14;

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

function cellHtml(cell: Cell): string {
  const text = escape(textOf(cell));
  if (typeof cell === 'string') return text;
  const detail = cell.detail === undefined ? '' : `<small>${escape(cell.detail)}</small>`;
  return `${cell.strong === true ? `<strong>${text}</strong>` : text}${detail}`;
}

/** A table with a caption; the first column heads its row. */
export function reviewTable({
  caption,
  head,
  rows,
  totals = [],
  numeric = [],
  none,
  widths,
}: ReviewTable): string {
  if (rows.length === 0 && none !== undefined) return paragraph(none);
  const kind = (at: number): string => (numeric.includes(at) ? ' class="n"' : '');
  const row = (cells: readonly Cell[]): string =>
    `<tr>${cells
      .map((cell, at) =>
        at === 0 ? `<th scope="row">${cellHtml(cell)}</th>` : `<td${kind(at)}>${cellHtml(cell)}</td>`,
      )
      .join('')}</tr>`;
  const columns =
    widths === undefined
      ? ''
      : `<colgroup>${widths.map((width) => `<col style="width:${width}%">`).join('')}</colgroup>`;
  const heads = head.map((name, at) => `<th scope="col"${kind(at)}>${escape(name)}</th>`).join('');
  const foot = totals.length === 0 ? '' : `\n<tbody class="totals">${totals.map(row).join('\n')}</tbody>`;
  return `<table class="${widths === undefined ? '' : 'fixed '}${rows.length <= SHORT ? 'short' : ''}"><caption>${escape(caption)}</caption>${columns}<thead><tr>${heads}</tr></thead>
<tbody>${rows.map(row).join('\n')}</tbody>${foot}</table>`;
}

export const paragraph = (text: string): string => (text === '' ? '' : `<p>${escape(text)}</p>`);
export const note = (text: string): string => (text === '' ? '' : `<p class="note">${escape(text)}</p>`);

/** Sentences as a list; nothing where there are none. */
export const bullets = (items: readonly string[], kind = ''): string =>
  items.length === 0
    ? ''
    : `<ul${kind === '' ? '' : ` class="${kind}"`}>${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;

/** Label and value, side by side. */
export const factList = (facts: readonly { readonly label: string; readonly value: string }[]): string =>
  `<dl>${facts.map(({ label, value }) => `<div><dt>${escape(label)}</dt><dd>${escape(value)}</dd></div>`).join('')}</dl>`;

/** A few numbers, large: what a reader takes away. */
export const figures = (
  numbers: readonly { readonly label: string; readonly value: string; readonly beside: string }[],
): string =>
  `<div class="figures">${numbers
    .map(
      ({ label, value, beside }) =>
        `<div><span>${escape(label)}</span><b>${escape(value)}</b><span>${escape(beside)}</span></div>`,
    )
    .join('')}</div>`;

/** A headed part of the page. */
export const section = (title: string, parts: readonly string[]): string =>
  `<section><h2>${escape(title)}</h2>\n${parts.filter((part) => part !== '').join('\n')}\n</section>`;

/** The whole file. */
export const reviewPage = (title: string, basis: string, parts: readonly string[]): string =>
  htmlPage(title, basis, parts, STYLE);

const STYLE = `
@page { margin: 14mm 13mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9px system-ui, sans-serif; color: #516f90; } }
body { font-size: 13px; max-width: 820px; overflow-wrap: anywhere; }
h1 { font-size: 26px; letter-spacing: -0.01em; } h2 { font-size: 16px; margin: 30px 0 8px; padding-top: 10px; border-top: 2px solid #213343; }
h3 { font-size: 13.5px; margin: 16px 0 4px; } p { margin: 4px 0 8px; } ul { margin: 4px 0 10px; padding-left: 18px; } li { margin: 2px 0; }
.basis, .note, figcaption, small { color: #46607c; } .note, figcaption { font-size: 11.5px; } small { display: block; font-size: 11px; font-weight: 400; }
ul.notices { list-style: none; padding: 8px 12px; border-left: 4px solid #b36b00; background: #fdf6ec; }
table { margin: 8px 0 14px; font-size: 12px; } table.fixed { table-layout: fixed; } caption { text-align: left; font-weight: 600; padding: 4px 0; }
th, td, th:first-child { text-align: left; vertical-align: top; padding: 5px 8px; } th.n, td.n { text-align: right; } td.n { white-space: nowrap; }
thead th { border-bottom: 1px solid #7c98b6; font-weight: 600; } tbody th { background: none; font-weight: 400; }
.totals th, .totals td { font-weight: 600; border-top: 1px solid #7c98b6; background: #f5f8fa; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 6px 18px; margin: 8px 0 14px; }
dt { color: #46607c; font-size: 11.5px; } dd { margin: 0; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 10px; margin: 14px 0; padding-right: 1px; }
.figures div { min-width: 0; border: 1px solid #cbd6e2; padding: 9px 11px; display: flex; flex-direction: column; } .figures b { font-size: 19px; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures span { font-size: 11px; color: #46607c; } figure { margin: 8px 0; } .lines div { border-bottom: 1px solid #7c98b6; height: 26px; }
.box { display: inline-block; width: 11px; height: 11px; border: 1px solid #213343; margin-right: 6px; vertical-align: -1px; } .choices { list-style: none; padding: 0; }
@media print { body { font-size: 11px; padding: 0; } table, small, .note, figcaption, dt { font-size: 10px; } small { font-size: 9px; } table.short { break-inside: avoid; } th, td, th:first-child { padding: 3.5px 5px; } h2, h3, caption { break-after: avoid; }
  .figures, dl, .keep { break-inside: avoid; } thead { display: table-header-group; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;

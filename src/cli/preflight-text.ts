/** The preflight for people: a line a check, what it means, and what to do. */
import type { Preflight } from '../operations/preflight.js';
import type { PreflightLine } from '../operations/preflight-port.js';
import { many } from './many.js';

const WIDTH = 100;
const STATES: Readonly<Record<PreflightLine['state'], string>> = {
  ok: 'ok',
  warning: 'warning',
  stops: 'STOPS',
  note: 'note',
};

/** Every line, and what comes of it. */
export const preflightText = (found: Preflight): string =>
  `${preflightLines(found.lines)}  ${verdict(found.lines)}\n`;

/** Only these lines. */
export function preflightLines(lines: readonly PreflightLine[]): string {
  const width = Math.max(...lines.map(({ about }) => about.length)) + 2;
  const indent = ' '.repeat(2 + 9 + width);
  return lines
    .map(({ state, about, text, next }) => {
      const head = `  ${STATES[state].padEnd(9)}${about.padEnd(width)}`;
      const todo = next === null ? [] : wrapped(`Next: ${next}`, WIDTH - indent.length);
      const [first = '', ...rest] = [...wrapped(text, WIDTH - indent.length), ...todo];
      return [`${head}${first}`, ...rest.map((line) => `${indent}${line}`)].join('\n') + '\n';
    })
    .join('');
}

function verdict(lines: readonly PreflightLine[]): string {
  const count = (state: PreflightLine['state']): number =>
    lines.filter((line) => line.state === state).length;
  const [stops, warnings] = [count('stops'), count('warning')];
  if (stops > 0)
    return `${many(stops, 'check')} ${stops === 1 ? 'stops' : 'stop'} a set-up. Nothing was changed.`;
  return warnings === 0
    ? 'Nothing stands in the way: npx partnership setup --dry-run shows what it would create.'
    : `Nothing stops a set-up; ${many(warnings, 'warning')} to know of. npx partnership setup --dry-run shows what it would create.`;
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

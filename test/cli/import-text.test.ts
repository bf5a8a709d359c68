import { expect, it } from '@jest/globals';
import { doneText, previewText } from '../../src/cli/import-text.js';
import type { ImportPlanView, ImportRecordView } from '../../src/operations/views/import-view.js';

const made = (name: string): ImportRecordView => ({
  ...{ line: 2, action: 'create', name, recordId: null, by: null, links: [], kept: [] },
  ...{ objectType: 'companies', changes: [{ property: 'name', oldValue: null, newValue: name }] },
});
const plan = (name: string): ImportPlanView => ({
  ...{ records: [made(name)], unchanged: 0, notices: [] },
  aside: [{ line: 3, why: 'unmatched', text: `no company is “${name}”` }],
});

it.each([
  ['two\nlines', 'two lines'],
  ['\u001b[31mred\u001b[0m', '[31mred [0m'],
  ['nul\u0000', 'nul'],
  ['=HYPERLINK("x")', '=HYPERLINK("x")'],
  ['\u202eevil\u202c', 'evil'],
  ['🚀'.repeat(200), `${'🚀'.repeat(59)}…`],
])('a preview has a line for each thing, whatever a cell holds: %j', (name, shown) => {
  const text = previewText(plan(name), { file: 'x.csv', rows: 2 });
  const lines = text.split('\n');
  expect(lines[1]).toBe(`  make   ${shown}   line 2`);
  expect(lines).toHaveLength(6);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});

it('the end names what was refused', () => {
  const done = { runId: 'r', created: 1, changed: 0, refused: [{ name: 'a\nb', reason: 'it is full' }] };
  expect(doneText(done as unknown as Parameters<typeof doneText>[0])).toContain('  a b: it is full\n');
});

/** Who may do what to tags: the one table that every surface follows. */
import { expect, it } from '@jest/globals';
import type { Actor, PersonRole } from '../../src/operations/actor.js';
import { mayRule, mayTag, mayUndo, stateOfTag } from '../../src/operations/permissions.js';

const signed = (...roles: readonly PersonRole[]): Actor => ({
  name: 'Rae',
  identity: { kind: 'signed', roles: new Set(roles) },
});
const ACTORS: Readonly<Record<string, Actor>> = {
  anybody: { name: null, identity: { kind: 'unknown' } },
  rep: signed('rep'),
  manager: signed('manager'),
  ops: signed('ops'),
};

it.each([
  // who, tagging, may tag, state of a tag, may undo proposed, confirmed, decided, may rule
  ['anybody', 'propose', true, 'proposed', true, true, false, true],
  ['anybody', 'confirm', true, 'confirmed', true, true, false, true],
  ['rep', 'propose', true, 'proposed', true, false, false, false],
  ['rep', 'confirm', true, 'confirmed', true, true, false, false],
  ['manager', 'propose', true, 'confirmed', true, true, true, true],
  ['ops', 'propose', false, 'proposed', false, false, false, false],
] as const)('%s, tagging %s', (who, tagging, tags, state, proposed, confirmed, decided, rules) => {
  const actor = ACTORS[who]!;
  expect(mayTag(actor)).toBe(tags);
  expect(stateOfTag(actor, { tagging })).toBe(state);
  expect(mayUndo(actor, { tagging }, 'proposed')).toBe(proposed);
  expect(mayUndo(actor, { tagging }, 'confirmed')).toBe(confirmed);
  expect(mayUndo(actor, { tagging }, 'decided')).toBe(decided);
  expect(mayRule(actor)).toBe(rules);
});

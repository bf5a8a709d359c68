/** How good suggestions are: every tag is hidden in turn, with the touches that would give the role without it. */
import { describe, expect, it } from '@jest/globals';
import { leaveOneOut } from '../../src/domain/leave-one-out.js';
import { day, tag, touch } from './facts.js';
import { activity, activityOf, requestOf, sibling, sighting, type Scene } from './surroundings.js';

const call = touch('7', 'call', day(3));
const meeting = touch('7', 'meeting', day(4));
const TAGGED = [tag('7', 'influenced')];
const MAIL = { domains: [sighting('7', day(3))] };

describe('of the tags of a deal', () => {
  it.each<Scene & { readonly name: string; readonly left: readonly [number, number, number] }>([
    { name: 'there is none', around: MAIL, left: [0, 0, 0] },
    { name: 'a proposed one is not asked about', tags: [tag('7', 'sourced', 'proposed')], left: [0, 0, 0] },
    { name: 'one is hidden, and nothing speaks for its partner', tags: TAGGED, left: [1, 0, 0] },
    { name: 'one is hidden, and its partner is named', tags: TAGGED, around: MAIL, left: [1, 1, 1] },
    {
      name: 'one is hidden, and another partner is named',
      tags: TAGGED,
      around: { domains: [sighting('8', day(3))] },
      left: [1, 1, 0],
    },
    {
      name: 'touches that give the role are hidden with it',
      tags: TAGGED,
      touches: [meeting],
      around: { activities: [activityOf(meeting)] },
      left: [1, 0, 0],
    },
    {
      name: 'touches that do not are left',
      tags: TAGGED,
      touches: [call],
      around: { activities: [activityOf(call)], siblings: [sibling('2', true, '7')] },
      left: [1, 1, 1],
    },
    {
      name: 'what is no touch of the deal is left',
      tags: TAGGED,
      touches: [meeting],
      around: { activities: [activityOf(meeting), activity('7', day(5), { place: 'on_no_deal' })] },
      left: [1, 1, 1],
    },
    {
      name: 'each is asked about alone',
      tags: [...TAGGED, tag('8', 'sourced')],
      around: { domains: [sighting('7', day(3)), sighting('9', day(3))] },
      left: [2, 3, 1],
    },
  ])('$name', ({ left: [hidden, named, right], ...scene }) => {
    expect(leaveOneOut(requestOf(scene))).toEqual({ hidden, named, right });
  });
});

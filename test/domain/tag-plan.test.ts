/** State × who asks × what is asked: what a change of a partner's tags comes to. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import type { LabelTag } from '../../src/domain/tag-change.js';
import {
  planTagChange,
  proposalOf,
  standingTag,
  type TagAsk,
  type TagPlace,
  type TagPlan,
  type TagRights,
} from '../../src/domain/tag-plan.js';
import type { TagEvent } from '../../src/domain/tag-record.js';
import { MOTIONS, ROLES } from '../../src/domain/touch.js';

const PARTNER = partnerId('7');
const event = (changes: Partial<TagEvent>): TagEvent => ({
  at: instant(0),
  by: 'Rae',
  byKnown: false,
  what: 'proposed',
  partnerId: PARTNER,
  role: 'sourced',
  motion: null,
  before: null,
  reason: null,
  ...changes,
});
const place = (changes: Partial<TagPlace> = {}): TagPlace => ({
  labels: [],
  ruling: null,
  history: [],
  ...changes,
});
const label = (
  state: LabelTag['state'],
  role: LabelTag['role'],
  motion: LabelTag['motion'] = null,
): LabelTag => ({ state, role, motion });
const RULED = {
  partnerId: PARTNER,
  role: 'sourced',
  motion: null,
  reason: 'They called us',
  author: 'Sam',
  at: instant(0),
} as const;

/** Who asks: a rep may only propose; nobody vouches for anybody; a manager; anybody in a team that skips proposals. */
const REP: TagRights = { state: 'proposed', mayUndo: (state) => state === 'proposed' };
const ANYBODY: TagRights = { state: 'proposed', mayUndo: (state) => state !== 'decided' };
const MANAGER: TagRights = { state: 'confirmed', mayUndo: () => true };
const TEAM: TagRights = { state: 'confirmed', mayUndo: (state) => state !== 'decided' };

const NONE = place();
const PROPOSED = place({ labels: [label('proposed', 'sourced')], history: [event({ motion: 'resale' })] });
const CONFIRMED = place({ labels: [label('confirmed', 'influenced', 'cosell')] });
const BOTH = place({ labels: [label('confirmed', 'influenced'), label('proposed', 'sourced')] });
const DECIDED = place({ labels: [label('confirmed', 'sourced')], ruling: RULED });

const set = (role: 'sourced' | 'influenced', motion: LabelTag['motion'] = null): TagAsk => ({
  kind: 'set',
  partnerId: PARTNER,
  role,
  motion,
});
const REMOVE: TagAsk = { kind: 'remove', partnerId: PARTNER };
const CONFIRM: TagAsk = { kind: 'confirm' };
const decide = (role: 'sourced' | 'influenced', reason = 'Both agreed'): TagAsk => ({
  kind: 'decide',
  role,
  motion: null,
  reason,
});
const REFUSE: TagAsk = { kind: 'refuse', reason: 'Never met' };

/** "confirmed: confirmed sourced; ruling dropped", and what it says where nothing changes. */
function words(plan: TagPlan): string {
  if (plan.kind !== 'change') return `${plan.kind}: ${plan.why}`;
  const tags = plan.tags.map(({ state, role, motion }) => [state, role, motion].filter(Boolean).join(' '));
  const ruling = { keep: '', drop: '; ruling dropped', make: '; ruling made' }[plan.ruling];
  const as = [plan.role, plan.motion].filter(Boolean).join(' ');
  return `${plan.deed} ${as} → ${tags.join(' + ') || 'no label'}${ruling}`;
}

const STATES: Readonly<Record<string, TagPlace>> = {
  nothing: NONE,
  'a proposal': PROPOSED,
  'a tag': CONFIRMED,
  'a tag and a proposal': BOTH,
  'a ruling': DECIDED,
};
const ACTORS: Readonly<Record<string, TagRights>> = {
  rep: REP,
  anybody: ANYBODY,
  manager: MANAGER,
  team: TEAM,
};
const ASKS: Readonly<Record<string, TagAsk>> = {
  'sets sourced': set('sourced'),
  'sets sourced resale': set('sourced', 'resale'),
  'sets influenced': set('influenced'),
  'sets influenced cosell': set('influenced', 'cosell'),
  removes: REMOVE,
  confirms: CONFIRM,
  refuses: REFUSE,
  'decides sourced': decide('sourced'),
  'decides sourced as before': decide('sourced', RULED.reason),
  'decides influenced': decide('influenced'),
  'decides sourced cosell': { kind: 'decide', role: 'sourced', motion: 'cosell', reason: 'Both agreed' },
};

const TABLE = `
  nothing              | rep     | sets sourced resale       | proposed sourced resale → proposed sourced
  nothing              | manager | sets sourced resale       | confirmed sourced resale → confirmed sourced resale
  nothing              | rep     | removes                   | nothing: no_tag
  nothing              | manager | confirms                  | refused: no_tag
  nothing              | manager | refuses                   | refused: no_tag
  nothing              | manager | decides influenced        | decided influenced → confirmed influenced; ruling made
  a proposal           | rep     | sets sourced resale       | nothing: as_asked
  a proposal           | rep     | sets sourced              | changed sourced → proposed sourced
  a proposal           | rep     | sets influenced           | changed influenced → proposed influenced
  a proposal           | manager | sets influenced           | confirmed influenced → confirmed influenced
  a proposal           | rep     | removes                   | removed sourced → no label
  a proposal           | manager | confirms                  | confirmed sourced resale → confirmed sourced resale
  a proposal           | manager | refuses                   | refused sourced resale → no label
  a proposal           | manager | decides influenced        | decided influenced resale → confirmed influenced resale; ruling made
  a proposal           | manager | decides sourced           | decided sourced resale → confirmed sourced resale; ruling made
  a proposal           | manager | decides sourced cosell    | decided sourced cosell → confirmed sourced cosell; ruling made
  a tag                | rep     | sets influenced cosell    | nothing: as_asked
  a tag                | rep     | sets influenced           | nothing: as_asked
  a tag                | rep     | sets sourced              | proposed sourced → confirmed influenced cosell + proposed sourced
  a tag                | manager | sets influenced cosell    | nothing: as_asked
  a tag                | manager | sets sourced              | changed sourced → confirmed sourced
  a tag                | rep     | removes                   | refused: not_theirs
  a tag                | anybody | removes                   | removed influenced cosell → no label
  a tag                | manager | confirms                  | nothing: as_asked
  a tag                | manager | refuses                   | refused influenced cosell → no label
  a tag                | manager | decides sourced           | decided sourced cosell → confirmed sourced cosell; ruling made
  a tag and a proposal | rep     | removes                   | removed sourced → confirmed influenced
  a tag and a proposal | anybody | removes                   | removed influenced → no label
  a tag and a proposal | manager | confirms                  | confirmed sourced → confirmed sourced
  a tag and a proposal | manager | refuses                   | refused sourced → confirmed influenced
  a ruling             | rep     | sets influenced           | refused: not_theirs
  a ruling             | anybody | sets influenced           | refused: not_theirs
  a ruling             | anybody | removes                   | refused: not_theirs
  a tag                | team    | sets sourced              | changed sourced → confirmed sourced
  a ruling             | team    | sets sourced              | nothing: as_asked
  a ruling             | team    | sets influenced           | refused: not_theirs
  a ruling             | team    | removes                   | refused: not_theirs
  a ruling             | manager | sets sourced              | nothing: as_asked
  a ruling             | manager | sets influenced           | changed influenced → confirmed influenced; ruling dropped
  a ruling             | manager | removes                   | removed sourced → no label; ruling dropped
  a ruling             | manager | confirms                  | nothing: as_asked
  a ruling             | manager | decides sourced as before | nothing: as_asked
  a ruling             | manager | decides sourced           | decided sourced → confirmed sourced; ruling made
  a ruling             | manager | refuses                   | refused sourced → no label; ruling dropped`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string, string]);

describe('where there is', () => {
  it.each(TABLE)('%s, and somebody (%s) %s: %s', (state, who, what, expected) => {
    expect(words(planTagChange(STATES[state]!, ASKS[what]!, ACTORS[who]!))).toBe(expected);
  });

  it('a ruling whose label is lost, it is set again and the ruling stays', () => {
    const lost = { ...DECIDED, labels: [] };
    expect(words(planTagChange(lost, set('sourced'), MANAGER))).toBe('confirmed sourced → confirmed sourced');
  });

  it('a refusal, a second one has nothing to do', () => {
    const refused = place({ history: [event({ what: 'refused' })] });
    expect(words(planTagChange(refused, REFUSE, MANAGER))).toBe('nothing: as_asked');
  });

  it('a proposal whose motion was recorded for another role, none is taken over', () => {
    const other = place({
      labels: [label('proposed', 'influenced')],
      history: [event({ role: 'sourced', motion: 'resale' })],
    });
    expect(words(planTagChange(other, CONFIRM, MANAGER))).toBe('confirmed influenced → confirmed influenced');
  });
});

describe('who made a proposal is told by', () => {
  const changed = event({ what: 'changed', by: 'Ben', role: 'influenced' });
  const first = event({ by: 'Rae', role: 'sourced' });
  const others = event({ partnerId: partnerId('8'), role: 'influenced', by: 'Otto' });
  it.each([
    ['the newest that was proposed of the partner', [others, changed, first], 'influenced', 'Ben'],
    ['whoever took another role for it, and not by who proposed it first', [changed, first], 'sourced', null],
    ['nobody, where no record tells', [event({ what: 'confirmed' })], 'sourced', null],
  ] as const)('%s', (_what, history, role, by) => {
    expect(proposalOf(history, PARTNER, role)?.by ?? null).toBe(by);
  });
});

describe('whatever stands and is asked', () => {
  const anyLabel = fc.record<LabelTag>({
    role: fc.constantFrom(...ROLES),
    motion: fc.constantFrom(null, ...MOTIONS),
    state: fc.constantFrom('proposed', 'confirmed'),
  });
  const anyPlace = fc.record<TagPlace>({
    labels: fc.array(anyLabel, { maxLength: 3 }),
    ruling: fc.option(fc.constantFrom(RULED, { ...RULED, role: 'influenced' as const })),
    history: fc.constant([]),
  });
  const anyAsk = fc.constantFrom<TagAsk>(
    ...[set('sourced'), set('influenced', 'resale'), REMOVE, CONFIRM, decide('sourced'), REFUSE],
  );
  const anyRights = fc.constantFrom(REP, ANYBODY, MANAGER, TEAM);
  const after = (at: TagPlace, plan: TagPlan): TagPlace =>
    plan.kind !== 'change'
      ? at
      : {
          labels: plan.tags,
          ruling:
            plan.ruling === 'keep'
              ? at.ruling
              : plan.ruling === 'drop'
                ? null
                : { ...RULED, role: plan.role, motion: plan.motion, reason: plan.reason ?? '' },
          history: [event({ what: plan.deed, role: plan.role, motion: plan.motion }), ...at.history],
        };

  it('asking twice does nothing the second time, but for taking off one tag after the other', () => {
    fc.assert(
      fc.property(anyPlace, anyAsk, anyRights, (at, ask, rights) => {
        const first = planTagChange(at, ask, rights);
        const then = after(at, first);
        const second = planTagChange(then, ask, rights);
        const takesOff = ask.kind === 'remove' || ask.kind === 'refuse';
        if (takesOff && standingTag(then) !== null) return;
        expect(second.kind).not.toBe('change');
      }),
    );
  });

  it('who may only propose never changes what counts', () => {
    fc.assert(
      fc.property(anyPlace, anyAsk, (at, ask) => {
        if (ask.kind !== 'set' && ask.kind !== 'remove') return;
        const then = after(at, planTagChange(at, ask, REP));
        const counting = ({ labels, ruling }: TagPlace) => ({
          ruling,
          confirmed: labels.filter(({ state }) => state === 'confirmed'),
        });
        expect(counting(then)).toEqual(counting(at));
      }),
    );
  });

  it('what stood before is recorded with every change', () => {
    fc.assert(
      fc.property(anyPlace, anyAsk, anyRights, (at, ask, rights) => {
        const plan = planTagChange(at, ask, rights);
        if (plan.kind === 'change') expect(plan.before).toEqual(standingTag(at));
      }),
    );
  });
});

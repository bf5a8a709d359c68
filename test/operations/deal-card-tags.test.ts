/** What somebody who looks at a deal may change, what is proposed and suggested there, and what was done before. */
import { describe, expect, it } from '@jest/globals';
import { partnerId } from '../../src/domain/ids.js';
import type { Suggestion } from '../../src/domain/suggestion.js';
import type { TagEvent } from '../../src/domain/tag-record.js';
import type { Tag } from '../../src/domain/touch.js';
import type { Actor } from '../../src/operations/actor.js';
import type { DealRecord } from '../../src/operations/crm-port.js';
import type { PortalSettings } from '../../src/operations/portal-data-port.js';
import { presentDealCard } from '../../src/operations/present-deal-card.js';
import type { DealCardReady, DealCardView } from '../../src/operations/views/deal-card-view.js';
import { day, tag } from '../domain/facts.js';
import { cardFacts, profile, type CardRow } from './card-facts.js';

const ANYBODY: Actor = { name: 'You', identity: { kind: 'unknown' } };
const signed = (...roles: readonly ('rep' | 'manager' | 'ops')[]): Actor => ({
  name: 'Ana',
  identity: { kind: 'signed', roles: new Set(roles) },
});

const NORTHWIND = profile('7', 'Northwind');
const CONTOSO = profile('8', 'Contoso');

const show = (row: CardRow, actor = ANYBODY): DealCardView => presentDealCard(cardFacts(row), actor);
function ready(view: DealCardView): DealCardReady {
  if (view.kind !== 'ready') throw new Error(`the card is ${view.kind}`);
  return view;
}

describe('tags', () => {
  const row = (settings: PortalSettings): CardRow => ({
    partners: [NORTHWIND, CONTOSO],
    tags: [{ ...tag('7', 'sourced'), motion: 'referral' }, tag('8', 'influenced', 'proposed')],
    settings,
  });
  const propose: PortalSettings = { ...cardFacts({ partners: [] }).settings, tagging: 'propose' };
  const confirm: PortalSettings = { ...propose, tagging: 'confirm' };

  it.each([
    ['nobody vouches for who looks', propose, ANYBODY, 'Propose a partner', false, true],
    ['a small team confirms at once', confirm, ANYBODY, 'Tag a partner', true, true],
    ['a rep is signed in', propose, signed('rep'), 'Propose a partner', false, false],
    ['a manager is signed in', propose, signed('manager'), 'Tag a partner', true, true],
  ])('where %s', (_who, settings, actor, button, canRule, canChange) => {
    const view = ready(show(row(settings), actor));
    expect(view.tagging?.button).toBe(button);
    expect(view.proposals).toEqual([
      {
        companyId: '8',
        name: 'Contoso',
        text: 'Nobody has confirmed Contoso’s role yet: it is proposed as influenced.',
        canRule,
        hint: canRule ? '' : 'A partnership manager confirms it on the Partnership home page.',
      },
    ]);
    expect(view.partners[0]?.tag).toEqual({
      role: 'sourced',
      motion: 'referral',
      text: 'Tagged as sourced · referral: confirmed.',
      canChange,
    });
    expect(view.partners[1]?.tag?.text).toBe('Tagged as influenced: proposed, and not confirmed yet.');
  });

  it('cannot be set by who has no part in it', () => {
    expect(show(row(propose), signed('ops')).tagging).toBeNull();
  });

  it('that source a deal do not read as influence alone', () => {
    const { evidence } = ready(show({ ...row(propose), tags: [tag('7', 'sourced')] }));
    expect(evidence.map(({ what, standing }) => [what, standing])).toEqual([
      ['Tag by your team, dated when the deal was created', 'Makes it the sourcing partner'],
    ]);
  });

  it('have a history in words, with a name for whoever is gone', () => {
    const at = day(3);
    const event: Omit<TagEvent, 'what'> = {
      at,
      by: 'Ana',
      byKnown: false,
      partnerId: partnerId('8'),
      role: 'influenced',
      motion: 'cosell',
      before: null,
      reason: null,
    };
    const { history } = show({
      ...row(propose),
      record: {
        tagging: {
          rulings: [],
          history: [
            { ...event, what: 'removed', by: null, reason: 'Another project.' },
            { ...event, what: 'proposed' },
          ],
        },
      },
    });
    expect(history).toEqual([
      '4 Mar 2026: somebody took Contoso off, which was tagged as influenced (co-sell). Reason: Another project.',
      '4 Mar 2026: Ana proposed Contoso as influenced (co-sell).',
      'Names are as the card gave them; HubSpot does not vouch for them.',
    ]);
  });
});

describe('suggestions', () => {
  const suggestion: Suggestion = {
    partnerId: partnerId('8'),
    role: 'influenced',
    score: 60,
    reasons: [{ kind: 'customer', deals: 2, won: 1, dealIds: [] }],
  };
  const record: Partial<DealRecord> = {
    insights: { kind: 'read', insights: { suggestions: [suggestion], findings: [] } },
  };

  it('stand on a deal without any partner', () => {
    const view = show({ partners: [CONTOSO], record });
    expect(view.kind).toBe('empty');
    expect(view.suggestions).toEqual([
      {
        companyId: '8',
        name: 'Contoso',
        role: 'influenced',
        text: expect.stringMatching(/^Contoso may belong here: it is on two other deals of this customer/),
        accept: 'Tag as influenced',
      },
    ]);
  });

  it.each<[string, Partial<DealRecord>, readonly Tag[]]>([
    [
      'somebody dismissed it',
      { dismissals: [{ partnerId: partnerId('8'), by: null, at: day(1), reason: null }] },
      [],
    ],
    ['somebody tagged it since', {}, [tag('8', 'influenced', 'proposed')]],
  ])('are gone once %s', (_why, more, tags) => {
    expect(show({ partners: [CONTOSO], record: { ...record, ...more }, tags }).suggestions).toEqual([]);
  });
});

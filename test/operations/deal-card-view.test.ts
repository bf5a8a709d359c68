/** The card's words for the deals that look odd: many partners, long and right-to-left names, what is missing or unreadable. */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, instant } from '../../src/domain/calendar.js';
import { presentDealCard } from '../../src/operations/present-deal-card.js';
import { presentDealSidebar } from '../../src/operations/present-deal-sidebar.js';
import type { Actor } from '../../src/operations/actor.js';
import { possessive, spokenName } from '../../src/operations/spoken-name.js';
import type { DealCardReady, DealCardView } from '../../src/operations/views/deal-card-view.js';
import { afterClose, CLOSED, day, tag, touch } from '../domain/facts.js';
import { cardFacts, profile, type CardRow } from './card-facts.js';

const ANYBODY: Actor = { name: 'You', identity: { kind: 'unknown' } };

const NORTHWIND = profile('7', 'Northwind', { tier: 'gold', phone: '+1 555 0100', managerId: '1' });
const CONTOSO = profile('8', 'Contoso');

const show = (row: CardRow, actor = ANYBODY): DealCardView => presentDealCard(cardFacts(row), actor);
function ready(view: DealCardView): DealCardReady {
  if (view.kind !== 'ready') throw new Error(`the card is ${view.kind}`);
  return view;
}
const partnersOf = (view: DealCardView) => ready(view).partners;

describe('why a partner has its role', () => {
  const row: CardRow = {
    partners: [NORTHWIND, CONTOSO, profile('9', 'Fabrikam'), profile('10', 'Adatum')],
    touches: [
      touch('7', 'referral', day(-3)),
      touch('8', 'meeting', day(5)),
      touch('8', 'demo', day(9)),
      touch('9', 'email', day(6)),
      touch('10', 'meeting', afterClose(2)),
    ],
  };

  it('is said of each partner alone, with the arithmetic of its credit', () => {
    const [source, influencer] = partnersOf(show(row));
    expect(source?.why).toEqual([
      'The referral of Northwind on 26 Feb 2026, three days before the deal was created (1 Mar 2026), counts: the window is 180 days before.',
      'As the sourcing partner it has the whole amount as partner-sourced credit: $1,000.00.',
      'One of the three touches that count is its own: 33.3% of $1,000.00 in the linear split, $333.33.',
    ]);
    expect(influencer?.why.slice(1)).toEqual([
      'Partner-influenced credit is the whole amount, $1,000.00, for each partner that helped: it is not additive.',
      'Two of the three touches that count are its own: 66.7% of $1,000.00 in the linear split, $666.67.',
    ]);
  });

  it('is said of a partner without a role too, and never of another', () => {
    const [, , late, few] = partnersOf(show(row));
    expect(late?.why.concat(few?.why ?? []).sort()).toEqual(
      [
        expect.stringMatching(/^Fabrikam has one touch that counts for influence .* so it has no part\.$/),
        'What Adatum did after the deal closed (1 Jun 2026) is shown, and does not count.',
      ].sort(),
    );
    for (const { name, why } of partnersOf(show(row))) {
      const others = row.partners.filter((one) => one.name !== name).map((one) => one.name ?? '');
      for (const other of others) expect(why.join(' ')).not.toContain(other);
    }
  });

  it('names the touch of a partner whose kind does not count', () => {
    const strict = cardFacts({ ...row, partners: [NORTHWIND], touches: [touch('7', 'meeting', day(2))] });
    const none = { ...strict.policy, influence: { ...strict.policy.influence, kinds: [] } };
    const [only] = partnersOf(
      show({ partners: [NORTHWIND], touches: [touch('7', 'meeting', day(2))], policy: none }),
    );
    expect(only?.why).toEqual(['Northwind has no role: nothing that it did here is of a kind that counts.']);
  });
});

describe('the timeline', () => {
  const row: CardRow = {
    partners: [NORTHWIND, CONTOSO],
    touches: [touch('7', 'referral', day(-3)), touch('8', 'demo', day(9))],
  };

  it('says in one line what happened, and draws the windows', () => {
    const { timeline } = ready(show(row));
    expect(timeline.sentence).toBe(
      '26 Feb 2026 Northwind: referral — 1 Mar 2026 deal created — 10 Mar 2026 Contoso: demo — 1 Jun 2026 won.',
    );
    expect(timeline.steps.map(({ date, text }) => `${date} ${text}`)).toEqual([
      '2 Sep 2025 The window for sourcing opens',
      '1 Dec 2025 The window for influence opens',
      '26 Feb 2026 Northwind: referral',
      '1 Mar 2026 Deal created',
      '10 Mar 2026 Contoso: demo',
      '1 Jun 2026 Won',
      '15 Jun 2026 Locked',
    ]);
    expect(timeline.currentStep).toBe(6);
    expect(timeline.lock).toBe(
      'Locked on 15 Jun 2026 at the latest: later changes are booked as adjustments.',
    );
  });

  it.each([
    [14, 'Locks in 14 days, on 15 Jun 2026, at the latest.'],
    [1, 'Locks in one day, on 15 Jun 2026, at the latest.'],
    [0, 'Locks today, 15 Jun 2026, at the latest.'],
  ])('counts %i calendar days to the lock', (days, says) => {
    const asOf = instant(CLOSED + (14 - days) * DAY_MS);
    expect(ready(show({ ...row, asOf })).timeline.lock).toBe(says);
  });

  it('names no lock of a lost deal, and none of an open one', () => {
    const lost = ready(show({ ...row, deal: { status: 'lost' } }));
    expect(lost.timeline.lock).toBeNull();
    expect(lost.why.basis).not.toContain('lock');
    expect(lost.credit.title).toBe('No credit: this deal was lost');
    expect(lost.partners[0]?.why.at(-1)).toBe('This deal was lost, so nobody has credit for it.');
    const open = ready(show({ ...row, deal: { status: 'open', closedAt: null } }));
    expect(open.timeline.lock).toBeNull();
    expect(open.timeline.steps.at(-1)?.text).toBe('Today: the deal is open');
    expect(open.timeline.currentStep).toBe(open.timeline.steps.length - 1);
  });

  it('sums up what would be too many steps', () => {
    const touches = [...Array(40).keys()].map((place) =>
      touch(place % 2 === 0 ? '7' : '8', 'meeting', day(place + 1)),
    );
    const { steps } = ready(show({ ...row, touches })).timeline;
    expect(steps.length).toBeLessThan(12);
    expect(steps.map(({ text }) => text)).toContain('38 touches of two partners, until 9 Apr 2026');
  });
});

describe('sizes', () => {
  it('twelve partners read in one order: the source, who helped, who has no role', () => {
    const partners = [...Array(12).keys()].map((place) => profile(String(7 + place), `Partner ${7 + place}`));
    const touches = [
      touch('18', 'referral', day(-3)),
      ...[...Array(10).keys()].map((place) => touch(String(7 + place), 'meeting', day(place + 1))),
      touch('17', 'email', day(1)),
    ];
    const view = ready(show({ partners, touches }));
    expect(view.headline).toBe('Partner 18 sourced this deal.');
    expect(view.partners.map(({ role }) => role)).toEqual([
      'Sourced · referral',
      ...Array<string>(10).fill('Influenced'),
      'No role',
    ]);
    expect(view.sentences).toContain('7 more partners helped, and are in the table.');
  });

  it('a name of 200 characters is cut in sentences, and whole in the table', () => {
    const name = 'Consolidated Partnership Holdings '.repeat(6).trim();
    const view = ready(show({ partners: [profile('7', name)], touches: [touch('7', 'referral', day(-3))] }));
    expect(view.partners[0]).toMatchObject({ name, isShortened: true });
    expect(view.headline.length).toBeLessThan(90);
    expect(view.headline).toContain('… sourced this deal.');
  });

  it('a right-to-left name keeps the words around it in order', () => {
    const view = ready(
      show({ partners: [profile('7', 'شركة النور')], touches: [touch('7', 'referral', day(-3))] }),
    );
    expect(view.headline).toBe('\u2068شركة النور\u2069 sourced this deal.');
    expect(view.partners[0]?.name).toBe('شركة النور');
  });

  it.each([
    ['Contoso', 'Contoso', 'Contoso’s'],
    ['Northwind Systems', 'Northwind Systems', 'Northwind Systems’'],
    ['  two\n lines ', 'two lines', 'two lines’'],
    ['\u001b[31mred\u0000', '[31mred', '[31mred’s'],
    ['evil\u202egnp.exe', 'evilgnp.exe', 'evilgnp.exe’s'],
    ['אור', '\u2068אור\u2069', '\u2068אור\u2069’s'],
    ['🙂'.repeat(70), `${'🙂'.repeat(59)}…`, `${'🙂'.repeat(59)}…’s`],
  ])('%s in a sentence', (name, spoken, whose) => {
    expect(spokenName(name)).toBe(spoken);
    expect(possessive(spokenName(name))).toBe(whose);
  });

  it('a partner without name, tier, type or stage has words for each', () => {
    const view = ready(show({ partners: [profile('7', null)], touches: [touch('7', 'referral', day(-3))] }));
    expect(view.headline).toBe('Company without a name (ID 7) sourced this deal.');
    expect(view.partners[0]).toMatchObject({
      tier: 'No tier',
      type: 'No type',
      stage: 'Not set',
      manager: 'Nobody yet',
    });
  });

  it('a deal without an amount says so, of the deal and of its partners', () => {
    const view = ready(
      show({
        partners: [NORTHWIND],
        touches: [touch('7', 'referral', day(-3))],
        deal: { amountMinor: 0, homeAmountMinor: 0, flags: ['amount_missing'] },
      }),
    );
    expect(view.notices[0]?.text).toBe('This deal has no amount, so there is no credit to give yet.');
    expect(view.partners[0]?.why.at(-1)).toBe('This deal has no amount, so there is no credit to give yet.');
    expect(view.credit.pools).toEqual([]);
  });

  it('a value that cannot be read is named, and left out', () => {
    const view = show({
      partners: [],
      problems: [
        {
          ...{ objectType: 'deals', recordId: '1', property: 'partnership_referral_date', value: 'soon' },
          ...{ reason: 'instant_invalid', fatal: false },
        },
      ],
    });
    expect(view.notices).toEqual([
      {
        text: 'Left out here: “Referred at” reads “soon”, which is no date. Mend that value on the deal.',
        variant: 'warning',
      },
    ]);
  });
});

describe('the sidebar', () => {
  const touches = [touch('7', 'referral', day(-3)), touch('8', 'demo', day(9))];

  it('says who, why in one line, whom to call, who else, and what waits', () => {
    const partners = [NORTHWIND, CONTOSO, profile('9', 'Fabrikam')];
    const tags = [tag('9', 'influenced', 'proposed')];
    expect(presentDealSidebar(cardFacts({ partners, touches, tags }), ANYBODY)).toEqual({
      kind: 'sidebar-ready',
      classTag: { text: 'Partner-sourced', variant: 'success' },
      partner: {
        companyId: '7',
        name: 'Northwind',
        shortName: 'Northwind',
        tier: 'Gold',
        tierVariant: 'warning',
        role: 'Sourced · referral',
      },
      why: 'Referred on 26 Feb 2026, three days before the deal was created.',
      contact: 'Call Northwind on +1 555 0100. Our partner manager is Sam Lee.',
      others: 'Contoso helped too.',
      waiting: ['Nobody has confirmed Fabrikam’s role yet: it is proposed as influenced.'],
    });
  });

  it('says why a partner that is on the deal has no role', () => {
    const view = presentDealSidebar(
      cardFacts({ partners: [CONTOSO], touches: [touch('8', 'email', day(3))] }),
      ANYBODY,
    );
    expect(view).toMatchObject({ kind: 'sidebar-ready', contact: null, others: null, waiting: [] });
    expect(view.kind === 'sidebar-ready' && view.why).toContain('so it has no part');
  });

  it('says that there is nobody, and what to do', () => {
    expect(presentDealSidebar(cardFacts({ partners: [] }), ANYBODY)).toEqual({
      kind: 'sidebar-empty',
      headline: 'No partner on this deal.',
      hint: 'If a partner brought it or helps with it, say so in the details.',
    });
  });
});

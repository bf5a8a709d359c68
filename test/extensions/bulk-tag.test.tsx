/** The bulk action in HubSpot's own test renderer: what is selected, what is to be done, its effect, and what became of it. */
import { describe, expect, it } from '@jest/globals';
import {
  Alert,
  EmptyState,
  ErrorState,
  LoadingSpinner,
  Select,
  Table,
  TableRow,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';

import type { Ask } from '../../extensions/ask.js';
import { BulkTag } from '../../extensions/bulk-tag/BulkTag.js';
import type { BulkDealsView, BulkSavedView, EffectView } from '../../extensions/view.js';
import { answeringTransport, buttonOf, heldTransport, nextTurn, wordsOf } from './rendering.js';

const DEALS: BulkDealsView = {
  kind: 'bulk-deals',
  title: '12 deals',
  deals: Array.from({ length: 12 }, (_, place) => ({
    dealId: String(place + 1),
    name: `Deal ${place + 1}`,
    classTag: { text: 'Direct', variant: 'default' },
    partners: 'None',
    amount: '$1,000.00',
  })),
  partners: [
    { companyId: '7', name: 'Northwind Systems', where: 'on 2 of 12, proposed on 1', proposed: true },
  ],
  leftOut: ['The portal has no deal 99.'],
};
const EFFECT: EffectView = {
  kind: 'effect',
  basis: 'b-1',
  title: 'Take Northwind Systems off 12 deals',
  sentences: ['2 of 12 change. 10 stay as they are.'],
  classChange: null,
  partners: [
    {
      name: 'Northwind Systems · partner-sourced',
      before: '$2,000.00',
      after: 'None',
      change: '−$2,000.00',
      gains: false,
    },
  ],
  conflicts: [],
  needsConfirmation: true,
  deals: 12,
};
const SAVED: BulkSavedView = {
  kind: 'saved-deals',
  message: '1 of 2 deals are changed. 1 could not be changed.',
  next: 'Each deal that could not be changed says why.',
  records: [
    { dealId: '1', name: 'Deal 1', outcome: 'changed', text: 'Northwind Systems is taken off this deal.' },
    { dealId: '2', name: 'Deal 2', outcome: 'failed', text: 'HubSpot did not take it.' },
  ],
};
const ids = (count: number) => Array.from({ length: count }, (_, place) => String(place + 1));
const ok = (view: unknown) => ({ ok: true, view });
const FOUND = {
  kind: 'partners-found',
  partners: [
    {
      companyId: '9',
      name: 'Contoso',
      tier: 'Silver',
      type: 'No type',
      domain: null,
      alreadyOnDeal: false,
      cannotBeTagged: null,
    },
  ],
  hint: null,
};

/** Picks an option of a field. */
const choose = ({ props }: { readonly props: object }, value: string): void =>
  (props as { readonly onChange: (value: string) => void }).onChange(value);

const shown = async (ask: Ask, dealIds = ids(12)) => {
  const renderer = createRenderer('crm.bulkActions');
  renderer.render(<BulkTag dealIds={dealIds} ask={ask} />);
  await renderer.waitFor(() => expect(renderer.maybeFind(LoadingSpinner)).toBeNull());
  return renderer;
};

describe('the bulk action', () => {
  it('says what it is doing while it waits', () => {
    const renderer = createRenderer('crm.bulkActions');
    renderer.render(<BulkTag dealIds={ids(3)} ask={heldTransport().ask} />);
    expect(renderer.find(LoadingSpinner).props.label).toBe('Looking up the selected deals');
  });

  it('says so where nothing is selected, and asks for nothing', () => {
    const { ask, asked } = heldTransport();
    const renderer = createRenderer('crm.bulkActions');
    renderer.render(<BulkTag dealIds={[]} ask={ask} />);
    expect(renderer.find(EmptyState).props.title).toBe('No deals to change');
    expect(asked).toEqual([]);
  });

  it('says what went wrong, and tries again', async () => {
    const answers = [
      { ok: false, error: { code: 'crm_unreachable', message: 'No answer.', next: 'Wait.' } },
      ok(DEALS),
    ];
    const ask: Ask = (name) => Promise.resolve(name === 'bulk-deals' ? answers.shift() : ok(FOUND));
    const renderer = await shown(ask);
    expect(wordsOf(renderer.find(ErrorState))).toContain('No answer.');
    buttonOf(renderer, 'Try again').trigger('onClick');
    await renderer.waitFor(() => expect(renderer.maybeFind(Table)).not.toBeNull());
  });

  it('shows ten deals a page, and says which are not there', async () => {
    const { ask } = answeringTransport({ 'bulk-deals': () => ok(DEALS), 'find-partners': () => ok(FOUND) });
    const renderer = await shown(ask);
    expect(renderer.findAll(TableRow)).toHaveLength(11);
    expect(renderer.find(Table).props).toMatchObject({ paginated: true, pageCount: 2 });
    expect(renderer.findAll(Alert).map(({ props }) => props.title)).toEqual(['The portal has no deal 99.']);
  });

  it('takes the first hundred of more, and says so', async () => {
    const { ask, asked } = answeringTransport({
      'bulk-deals': () => ok(DEALS),
      'find-partners': () => ok(FOUND),
    });
    const renderer = await shown(ask, ids(130));
    expect(asked[0]?.parameters).toEqual({ dealIds: ids(100) });
    expect(renderer.findAll(Alert)[0]?.props.title).toBe('The first 100 of 130 deals');
  });

  it('shows the effect before it saves, and then each deal, those that failed first', async () => {
    const { ask, asked } = answeringTransport({
      'bulk-deals': () => ok(DEALS),
      'find-partners': () => ok(FOUND),
      'tag-deals': ({ mode }) => ok(mode === 'preview' ? EFFECT : SAVED),
    });
    const renderer = await shown(ask);
    expect(buttonOf(renderer, 'Show the effect').props).toMatchObject({ disabled: true });
    choose(renderer.find(ToggleGroup, { name: 'what' }), 'remove');
    await nextTurn();
    choose(renderer.find(Select, { name: 'partner' }), '7');
    await renderer.waitFor(() =>
      expect(buttonOf(renderer, 'Show the effect').props).toMatchObject({ disabled: false }),
    );
    buttonOf(renderer, 'Show the effect').trigger('onClick');
    await renderer.waitFor(() => expect(wordsOf(renderer.getRootNode())).toContain(EFFECT.title));
    expect(asked.filter(({ name }) => name === 'tag-deals')).toHaveLength(1);

    buttonOf(renderer, 'Save').trigger('onClick');
    await renderer.waitFor(() =>
      expect(wordsOf(renderer.getRootNode())).toContain('HubSpot did not take it.'),
    );
    expect(asked.at(-1)?.parameters).toMatchObject({
      dealIds: ids(12),
      change: { kind: 'remove', partnerId: '7' },
      mode: 'save',
      basis: 'b-1',
    });
    const rows = renderer.findAll(TableRow).map((row) => wordsOf(row));
    expect(rows[1]).toContain('Deal 2');
    expect(renderer.find(Alert).props).toMatchObject({ title: SAVED.message, variant: 'warning' });
  });

  it('says why an effect cannot be shown, and keeps what was chosen', async () => {
    const { ask } = answeringTransport({
      'bulk-deals': () => ok(DEALS),
      'find-partners': () => ok(FOUND),
      'tag-deals': () => ({ ok: false, error: { code: 'not_permitted', message: 'Not you.', next: 'Ask.' } }),
    });
    const renderer = await shown(ask);
    choose(renderer.find(ToggleGroup, { name: 'what' }), 'confirm');
    await nextTurn();
    choose(renderer.find(Select, { name: 'partner' }), '7');
    await renderer.waitFor(() =>
      expect(buttonOf(renderer, 'Show the effect').props).toMatchObject({ disabled: false }),
    );
    buttonOf(renderer, 'Show the effect').trigger('onClick');
    await renderer.waitFor(() =>
      expect(renderer.findAll(Alert).map(({ props }) => props.title)).toContain('Not you.'),
    );
    expect(renderer.find(Select, { name: 'partner' }).props.value).toBe('7');
  });
});

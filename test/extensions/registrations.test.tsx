import { describe, expect, it } from '@jest/globals';
import { Accordion, Alert, Button, Input, LoadingSpinner, Table, TextArea } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';

import type { Asked, Parameters } from '../../extensions/ask.js';
import { Registrations } from '../../extensions/home/Registrations.js';
import { CompanyRegistrations } from '../../extensions/registrations/CompanyRegistrations.js';
import type {
  CompanyRegistrationsView,
  HomeRegistrationsView,
  RegistrationRow,
} from '../../src/operations/views/registration-view.js';
import { answeringTransport, buttonOf, notedActions, overlayOf, wordsOf } from './rendering.js';

const ROW: RegistrationRow = {
  id: '31',
  partner: { companyId: '7', name: 'Northwind' },
  prospect: { companyId: '500', name: 'Acme' },
  deals: [{ id: '900', name: 'Linked deal' }],
  state: { text: 'Submitted', variant: 'info' },
  sentences: ['Submitted on 1 Sep 2026, 11:00 by Ana Ruiz.', 'An answer was due by 3 Sep 2026, 11:00.'],
  overdue: true,
  history: [{ day: '1 Sep 2026, 11:00', who: 'Ana Ruiz', text: 'Submitted · policy default-1' }],
  actions: ['approve', 'reject'],
};

const HOME: HomeRegistrationsView = {
  kind: 'home-registrations',
  notice: null,
  headline: 'One registration waits for an answer, overdue; no prospects are protected.',
  rows: [ROW],
  ...{ page: 1, pages: 2, range: '1 to 1 of 2', hint: 'A rep registers a prospect.' },
};

const COMPANY: CompanyRegistrationsView = {
  ...{ kind: 'company-registrations', companyId: '500', name: 'Acme', as: 'prospect', notice: null },
  ...{
    rows: [],
    more: null,
    hint: 'No partner has registered this company.',
    mayRegister: true,
    currency: 'USD',
  },
};

const EFFECT = {
  ...{
    kind: 'effect',
    basis: 'b1',
    title: 'Approve Northwind’s registration of Acme',
    needsConfirmation: true,
  },
  sentences: ['Approved now, it protects Acme for Northwind until 1 Dec 2026, 11:00.'],
  checks: [
    { rule: 'An open deal exists already', isKept: false, text: 'Acme had an open deal already.' },
    { rule: 'Named account', isKept: true, text: 'Acme is no named account.' },
  ],
  ...{ classChange: null, partners: [], conflicts: [] },
};
const SAVED = { kind: 'saved', message: 'It is approved.', next: null, card: null };
const ok = (view: unknown) => () => ({ ok: true, view });
const effectThenSaved = ({ mode }: Parameters) => ({ ok: true, view: mode === 'save' ? SAVED : EFFECT });

type Answers = Parameters extends never
  ? never
  : Readonly<Partial<Record<Asked, (asked: Parameters) => unknown>>>;

const draw = async (which: 'home' | 'company', answers: Answers) => {
  const { ask, asked } = answeringTransport(answers);
  const actions = notedActions();
  const card = createRenderer('crm.record.tab');
  let changed = 0;
  const acting = {
    ask,
    onSaved: (id: string) => actions.closeOverlay(id),
    close: actions.closeOverlay,
  };
  card.render(
    which === 'home' ? (
      <Registrations
        ask={ask}
        actions={{ addAlert: () => undefined, closeOverlay: actions.closeOverlay }}
        onChanged={() => (changed += 1)}
      />
    ) : (
      <CompanyRegistrations companyId="500" acting={acting} />
    ),
  );
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  return { card, asked, called: actions.called, changed: () => changed };
};

/** The dialog that a button opens. */
const opened = ({ card }: Awaited<ReturnType<typeof draw>>, label: string) => {
  const button = buttonOf(card, label);
  button.trigger('onClick');
  return () => overlayOf(buttonOf(card, label));
};

describe('the queue of registrations', () => {
  it('says what waits, by when, and what can be done', async () => {
    const { card } = await draw('home', { 'home-registrations': ok(HOME) });
    const text = wordsOf(card.getRootNode());
    expect(text).toContain('One registration waits for an answer, overdue');
    expect(text).toContain('An answer was due by 3 Sep 2026, 11:00.');
    expect(text).toContain('Overdue');
    expect(card.findAll(Button).map((one) => one.text)).toEqual(
      expect.arrayContaining(['Approve', 'Reject', 'Further in the list']),
    );
  });

  it('shows every rule and the effect before it approves, then reads the queue again', async () => {
    const drawn = await draw('home', {
      'home-registrations': ok(HOME),
      'rule-on-registration': effectThenSaved,
    });
    const dialog = opened(drawn, 'Approve');
    const { card } = drawn;
    await card.waitFor(() => expect(dialog().findAll(TextArea)).toHaveLength(1));
    buttonOf(dialog(), 'Approve').trigger('onClick');
    await card.waitFor(() => expect(wordsOf(dialog())).toContain('Acme had an open deal already.'));
    expect(dialog().find(Alert).props.title).toBe('An open deal exists already');
    expect(dialog().find(Accordion).props.title).toBe('1 rule is kept');
    buttonOf(dialog(), 'Approve').trigger('onClick');
    await card.waitFor(() => expect(drawn.changed()).toBe(1));
    expect(
      drawn.asked.filter(({ name }) => name === 'rule-on-registration').map(({ parameters }) => parameters),
    ).toEqual([
      { registrationId: '31', ruling: { kind: 'approve' }, mode: 'preview' },
      { registrationId: '31', ruling: { kind: 'approve' }, mode: 'save', basis: 'b1' },
    ]);
    expect(drawn.called).toContain('close approve-31');
  });

  it('says in one sentence that the portal has no place for any', async () => {
    const notice = 'This portal has no place for deal registrations.';
    const { card } = await draw('home', { 'home-registrations': ok({ ...HOME, notice, rows: [] }) });
    expect(card.findAll(Table)).toEqual([]);
  });
});

describe('registrations of a company', () => {
  it('offers to register it, with the fields of a registration', async () => {
    const drawn = await draw('company', { 'company-registrations': ok(COMPANY) });
    expect(wordsOf(drawn.card.getRootNode())).toContain('No partner has registered this company.');
    const dialog = opened(drawn, 'Register a deal');
    await drawn.card.waitFor(() => expect(dialog().findAll(Input).length).toBeGreaterThan(0));
    expect(
      dialog()
        .findAll(Input)
        .map(({ props }) => props.label),
    ).toEqual(['Expected amount', 'Currency', 'Products', 'Country']);
  });

  it('asks again where it could not be shown', async () => {
    const drawn = await draw('company', {});
    expect(buttonOf(drawn.card, 'Try again')).toBeDefined();
  });
});

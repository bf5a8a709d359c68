/** The programme part of a partner's card: asked for when it is opened, changed once the effect was seen. */
import { describe, expect, it } from '@jest/globals';
import { Alert, LoadingButton, LoadingSpinner, TextArea } from '@hubspot/ui-extensions';
import { createRenderer, type RenderedElementNode } from '@hubspot/ui-extensions/testing';

import { agreementChange } from '../../extensions/company-card/programme/agreement-change.js';
import { Agreement } from '../../extensions/company-card/programme/Agreement.js';
import { Enablement } from '../../extensions/company-card/programme/Enablement.js';
import { Lifecycle } from '../../extensions/company-card/programme/Lifecycle.js';
import type { ProgrammeActing } from '../../extensions/company-card/programme/acting.js';
import type { ReactElement } from 'react';
import type { Parameters } from '../../extensions/ask.js';
import type { AgreementSection } from '../../src/operations/views/programme-agreement-view.js';
import type { EnablementSection } from '../../src/operations/views/programme-enablement-view.js';
import type { LifecycleSection } from '../../src/operations/views/programme-lifecycle-view.js';
import { PARTNER } from './company-views.js';
import { renderView } from './company-rendering.js';
import { answeringTransport, buttonOf, overlayOf, until, wordsOf } from './rendering.js';

const LIFECYCLE: LifecycleSection = {
  headline: 'Onboarding & enablement since 12 Sep 2026, 45 days.',
  notices: ['It stalls: no meeting, call or e-mail and no move since 12 Sep 2026.'],
  stages: [
    { stage: 'negotiation_agreement', label: 'Negotiation & agreement', state: 'past' },
    { stage: 'onboarding_enablement', label: 'Onboarding & enablement', state: 'here' },
    { stage: 'activation_growth', label: 'Activation & growth', state: 'ahead' },
  ],
  checklistTitle: 'To leave Onboarding & enablement',
  checklist: [
    { item: 'training_done', label: 'Training done', done: false, measured: true, note: 'Ana lacks it' },
    { item: 'channels_named', label: 'Channels named', done: true, measured: false, note: 'Mia, 1 Oct 2026' },
    { item: 'joint_metrics', label: 'Joint metrics', done: false, measured: false, note: 'Not done yet' },
  ],
  moves: [
    {
      to: 'activation_growth',
      label: 'Move to Activation & growth',
      kind: 'forward',
      missing: ['Joint metrics'],
    },
    { to: 'ended', label: 'End the partnership', kind: 'end', missing: [] },
  ],
  history: [],
  movedIn: null,
};
const FORM: AgreementSection['form'] = {
  ...{ signedAt: '2026-01-01', startsAt: '', endsAt: '2026-12-31', noticeDays: '30', renewsItself: false },
  ...{ amount: '12000.00', currency: 'USD', document: '' },
  compliance: [{ item: 'insurance', label: 'Insurance', until: '' }],
};
const AGREEMENT: AgreementSection = {
  headline: 'In force until 31 Dec 2026, 40 days left.',
  due: { text: 'Renew it or end it by 31 Dec 2026.', variant: 'warning' },
  facts: [{ label: 'Signed', value: '1 Jan 2026' }],
  document: null,
  compliance: [
    { label: 'Insurance', status: { text: 'Missing', variant: 'danger' }, until: 'Nothing is kept' },
  ],
  past: [],
  form: FORM,
  ...{ canRenew: true, canEnd: true, keptIn: null },
};
const ENABLEMENT: EnablementSection = {
  headline: '0 of 1 required certifications are held.',
  gaps: [{ text: '“Sales” needs 1 person: Ana lacks it.', status: { text: '1 more', variant: 'warning' } }],
  notices: [],
  people: [{ contactId: '9', name: 'Ana', isExecutive: false, certifications: [] }],
  ...{ more: null, names: ['Sales'] },
};

const EFFECT = {
  ...{ kind: 'effect', basis: 'b-1', title: 'End it', sentences: ['It would end.'] },
  ...{ classChange: null, partners: [], conflicts: [], needsConfirmation: true },
};
const SAVED = { kind: 'saved', message: 'Done.', next: null, card: null };

const acting = (mayChange = true) => {
  const saved: (string | undefined)[] = [];
  const { ask, asked } = answeringTransport({
    'change-programme': ({ mode }: Parameters) => ({ ok: true, view: mode === 'preview' ? EFFECT : SAVED }),
  });
  const own: ProgrammeActing = {
    ...{ companyId: '501', ask, mayChange },
    onSaved: (_saved, dialogId) => void saved.push(dialogId),
    close: () => undefined,
  };
  return { own, asked, saved };
};
const draw = (node: ReactElement) => {
  const card = createRenderer('crm.record.tab');
  card.render(node);
  return card;
};

describe('the programme part', () => {
  it('asks for nothing before somebody opens it', async () => {
    const card = await renderView(PARTNER);
    expect(card.maybeFind(LoadingSpinner)).toBeNull();
    expect(() => buttonOf(card, 'Open the partner programme')).not.toThrow();
  });
});

describe('the lifecycle', () => {
  it('says what is told by the portal, and offers to tick off or take back the rest', () => {
    const card = draw(<Lifecycle section={LIFECYCLE} acting={acting().own} />);
    expect(wordsOf(card.getRootNode())).toContain('Told by the portal');
    expect(card.findAll(LoadingButton).map(({ text }) => text)).toEqual(['Take back', 'Tick off']);
    expect(card.find(Alert).props.title).toContain('It stalls');
  });

  it('ticks off at once', async () => {
    const { own, asked, saved } = acting();
    const card = draw(<Lifecycle section={LIFECYCLE} acting={own} />);
    buttonOf(card, 'Tick off').trigger('onClick');
    await until(() => saved.length === 1);
    expect(asked).toEqual([
      {
        name: 'change-programme',
        parameters: { companyId: '501', change: { kind: 'tick', item: 'joint_metrics' }, mode: 'save' },
      },
    ]);
  });

  it('ends with a reason alone, once the effect was seen', async () => {
    const { own, asked, saved } = acting();
    const card = draw(<Lifecycle section={LIFECYCLE} acting={own} />);
    const overlay = () => overlayOf(buttonOf(card, 'End the partnership'));
    buttonOf(card, 'End the partnership').trigger('onClick');
    await card.waitFor(() => overlay().find(TextArea));
    expect(overlay().find(LoadingButton).props.disabled).toBe(true);
    (overlay().find(TextArea) as unknown as RenderedElementNode).trigger('onInput', ' Bought. ');
    await card.waitFor(() => expect(overlay().find(LoadingButton).props.disabled).toBe(false));
    overlay().find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(wordsOf(overlay())).toContain('It would end.'));
    overlay().find(LoadingButton).trigger('onClick');
    await until(() => saved.length === 1);
    expect(saved).toEqual(['move-ended']);
    expect(asked.map(({ parameters }) => parameters)).toMatchObject([
      { change: { kind: 'move', to: 'ended', reason: 'Bought.' }, mode: 'preview' },
      { mode: 'save', basis: 'b-1' },
    ]);
  });

  it('is only shown to who may not change it', () => {
    const card = draw(<Lifecycle section={LIFECYCLE} acting={acting(false).own} />);
    expect(() => buttonOf(card, 'Tick off')).toThrow();
    expect(() => buttonOf(card, 'End the partnership')).toThrow();
  });
});

it('the agreement and the people are drawn, with what is due and what is missing', () => {
  const { own } = acting();
  const words = wordsOf(draw(<Agreement section={AGREEMENT} acting={own} />).getRootNode());
  expect(words).toContain('40 days left');
  expect(words).toContain('Missing');
  expect(wordsOf(draw(<Enablement section={ENABLEMENT} acting={own} />).getRootNode())).toContain(
    'Ana lacks it',
  );
});

describe('what was typed of an agreement', () => {
  it.each([
    ['nothing', {}, {}],
    ['a day taken out', { endsAt: '' }, { endsAt: null }],
    ['no number of days', { noticeDays: 'many' }, { noticeDays: -1 }],
    ['a value taken out', { amount: ' ' }, { value: null }],
    ['another currency', { currency: 'EUR ' }, { value: { amount: '12000.00', currency: 'EUR' } }],
  ])('%s is sent as it is, and nothing else', (_what, typed, sent) => {
    expect(agreementChange('set_agreement', FORM, { ...FORM, ...typed }, 'renewed')).toEqual({
      kind: 'set_agreement',
      ...sent,
    });
  });

  it('a renewal always has its end', () => {
    const renewed = { ...FORM, endsAt: '2027-12-31' };
    expect(agreementChange('renew_agreement', FORM, renewed, 'changed')).toEqual({
      ...{ kind: 'renew_agreement', outcome: 'changed', endsAt: '2027-12-31' },
    });
  });
});

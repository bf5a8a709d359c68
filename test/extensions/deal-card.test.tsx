/** The deal card in HubSpot's own test renderer: its four states, and what it does with late answers. */
import { describe, expect, it } from '@jest/globals';
import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Heading,
  LoadingSpinner,
  ProgressBar,
  StatusTag,
  StepIndicator,
  Table,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { useState } from 'react';

import { DealCard } from '../../extensions/deal-card/DealCard.js';
import { type OnPropertiesUpdate, useRecordChanges } from '../../extensions/use-record-changes.js';
import { buttonOf, heldTransport, nextTurn, notedActions, overlayOf, wordsOf } from './rendering.js';
import { EMPTY, READY } from './views.js';

const answering = (answer: unknown) => () => Promise.resolve(answer);
const ACTIONS = notedActions();

const renderAnswer = async (answer: unknown) => {
  const renderer = createRenderer('crm.record.tab');
  renderer.render(<DealCard dealId="901" ask={answering(answer)} actions={ACTIONS} />);
  await renderer.waitFor(() => expect(renderer.maybeFind(LoadingSpinner)).toBeNull());
  return renderer;
};

describe('the deal card', () => {
  it('says what it is doing while it waits', async () => {
    const { ask, asked } = heldTransport();
    const card = createRenderer('crm.record.tab');
    card.render(<DealCard dealId="901" ask={ask} actions={ACTIONS} />);
    expect(card.find(LoadingSpinner).props.label).toBe('Looking up the partners on this deal');
    await nextTurn();
    expect(asked.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['deal-card', { dealId: '901' }],
    ]);
  });

  it('reads sentences first: headline, class, what each partner did', async () => {
    const card = await renderAnswer({ ok: true, view: READY });
    expect(card.find(Heading).text).toBe(READY.headline);
    expect(card.find(Tag).props.variant).toBe('success');
    expect(card.findAll(Alert).map(({ props }) => props.title)).toEqual([
      READY.proposals[0]!.text,
      READY.notices[0]!.text,
    ]);
    const texts = card.findAll(Text).map((text) => text.text);
    for (const sentence of READY.sentences) expect(texts).toContain(sentence);
  });

  it('has a row for each partner, with a way to the company', async () => {
    const card = await renderAnswer({ ok: true, view: READY });
    const [header, first] = card.findAll(TableRow);
    expect(wordsOf(header!)).toContain('Partner lifecycle stage');
    for (const word of ['Gold', 'Activation & growth', 'Sourced · referral', '12 Sep 2026', 'Sam Lee']) {
      expect(wordsOf(first!)).toContain(word);
    }
    const link = card.findAll(CrmActionLink)[0]!;
    expect(link.props.actionContext).toEqual({ objectTypeId: '0-2', objectId: 501 });
  });

  it('pages the table from eleven partners on', async () => {
    const partners = [...Array(12).keys()].map((place) => ({
      ...READY.partners[0]!,
      companyId: String(600 + place),
      shortName: `Partner ${place + 1}`,
    }));
    const card = await renderAnswer({ ok: true, view: { ...READY, partners } });
    const names = () => card.findAll(CrmActionLink).map(({ text }) => text);
    expect(names()).toHaveLength(10);
    expect(card.find(Table).props).toMatchObject({ paginated: true, page: 1, pageCount: 2 });
    card.find(Table).trigger('onPageChange' as never, 2 as never);
    await card.waitFor(() => expect(names()).toEqual(['Partner 11', 'Partner 12']));
    expect((await renderAnswer({ ok: true, view: READY })).find(Table).props.paginated).toBe(false);
  });

  it('cuts a long name for the eye alone', async () => {
    const name = 'Consolidated Partnership Holdings '.repeat(6).trim();
    const long = { ...READY.partners[0]!, name, shortName: `${name.slice(0, 59)}…`, isShortened: true };
    const card = await renderAnswer({ ok: true, view: { ...READY, partners: [long] } });
    const whole = card.findAll(Text).find(({ text }) => text === name);
    expect(whole?.props.truncate).toMatchObject({ tooltipText: name });
  });

  it('draws the windows as steps, with all of it in one line', async () => {
    const card = await renderAnswer({ ok: true, view: READY });
    const why = card.find(Accordion);
    expect(why.find(StepIndicator).props.stepNames).toContain('12 Sep 2026 · Northwind Systems: referral');
    expect(why.find(StepIndicator).props.currentStep).toBe(4);
    expect(wordsOf(why)).toContain(READY.timeline.sentence);
    expect(wordsOf(why)).toContain('Locks in 14 days, on 4 Dec 2026, at the latest.');
  });

  it('says why of each partner in a dialog of its own', async () => {
    const card = await renderAnswer({ ok: true, view: READY });
    buttonOf(card, 'Why').trigger('onClick' as never);
    await nextTurn();
    const dialog = overlayOf(buttonOf(card, 'Why'));
    for (const sentence of READY.partners[0]!.why) expect(wordsOf(dialog)).toContain(sentence);
    expect(wordsOf(dialog)).toContain('Tagged as sourced · referral: confirmed.');
    buttonOf(dialog, 'Close').trigger('onClick' as never);
    expect(ACTIONS.called).toContain('close why-501');
  });

  it('draws each split with amount and share, and the evidence with its standing, behind "Why"', async () => {
    const card = await renderAnswer({ ok: true, view: READY });
    const why = card.find(Accordion);
    expect(why.props.title).toMatch(/^Why/);
    expect(why.props.defaultOpen).not.toBe(true);
    const bars = why
      .findAll(ProgressBar)
      .map(({ props }) => [props.title, props.value, props.valueDescription]);
    expect(bars).toContainEqual(['Contoso Partners', 66.7, '$32,000.00 · 66.7%']);
    expect(bars).toHaveLength(4);
    expect(why.findAll(StatusTag).map(({ props }) => props.variant)).toEqual([
      'success',
      'success',
      'success',
      'default',
    ]);
    expect(wordsOf(why)).toContain('not additive');
    expect(wordsOf(why)).toContain(READY.why.basis);
  });

  it('says that there is no partner, and what to do about it', async () => {
    const card = await renderAnswer({ ok: true, view: EMPTY });
    expect(card.find(EmptyState).props.title).toBe(EMPTY.headline);
    expect(wordsOf(card.find(EmptyState))).toContain(EMPTY.hint);
  });

  it('shows a refusal in its own words, with the next step', async () => {
    const error = {
      code: 'crm_rate_limited',
      message: 'HubSpot asked us to slow down.',
      next: 'Try again in a minute.',
    };
    const card = await renderAnswer({ ok: false, error });
    expect(wordsOf(card.find(ErrorState))).toContain('HubSpot asked us to slow down.');
    expect(wordsOf(card.find(ErrorState))).toContain('Try again in a minute.');
    expect(wordsOf(card.find(ErrorState))).not.toContain('crm_rate_limited');
  });

  it.each([
    ['nothing', null],
    ['text', 'Internal Server Error'],
    ['a view of a kind that it does not know', { ok: true, view: { kind: 'later' } }],
    ['an error without words', { ok: false, error: { code: 'x' } }],
  ])('fails in words when the answer is %s', async (_what, answer) => {
    const card = await renderAnswer(answer);
    expect(wordsOf(card.find(ErrorState))).toContain('does not understand');
  });

  it('shows no log or stack when the call fails, and asks again on "Try again"', async () => {
    const { ask, asked } = heldTransport();
    const card = createRenderer('crm.record.tab');
    card.render(<DealCard dealId="901" ask={ask} actions={ACTIONS} />);
    await nextTurn();
    expect(asked).toHaveLength(1);
    asked[0]!.fail();
    await card.waitFor(() => expect(wordsOf(card.find(ErrorState))).toContain('did not answer'));
    expect(wordsOf(card.find(ErrorState))).not.toContain('7f3a');

    card.find(Button).trigger('onClick');
    await nextTurn();
    expect(asked).toHaveLength(2);
    asked[1]!.answer({ ok: true, view: READY });
    await card.waitFor(() => expect(card.find(Heading).text).toBe(READY.headline));
  });

  it('fails like any other when the transport throws at once', async () => {
    const card = createRenderer('crm.record.tab');
    const ask = () => {
      throw new Error('serverless is not a function');
    };
    card.render(<DealCard dealId="901" ask={ask} actions={ACTIONS} />);
    await card.waitFor(() => expect(wordsOf(card.find(ErrorState))).toContain('did not answer'));
  });

  it('drops the answer of a deal that is no longer shown', async () => {
    const { ask, asked } = heldTransport();
    const card = createRenderer('crm.record.tab');
    const Record = () => {
      const [dealId, setDealId] = useState('901');
      return (
        <>
          <Button onClick={() => setDealId('902')}>Next deal</Button>
          <DealCard dealId={dealId} ask={ask} actions={ACTIONS} />
        </>
      );
    };
    card.render(<Record />);
    await nextTurn();
    expect(asked).toHaveLength(1);
    card.find(Button).trigger('onClick');
    await nextTurn();
    expect(asked).toHaveLength(2);
    asked[1]!.answer({ ok: true, view: EMPTY });
    asked[0]!.answer({ ok: true, view: READY });
    await card.waitFor(() => expect(card.find(EmptyState).props.title).toBe(EMPTY.headline));
    expect(card.maybeFind(Accordion)).toBeNull();
  });

  it('follows what changes on the record, drawing what it has until the new answer is there', async () => {
    const { ask, asked } = heldTransport();
    const listeners: (() => void)[] = [];
    const onUpdate: OnPropertiesUpdate = (_, listener) => void listeners.push(listener);
    const Record = () => (
      <DealCard dealId="901" ask={ask} actions={ACTIONS} revision={useRecordChanges(onUpdate)} />
    );
    const card = createRenderer('crm.record.tab');
    card.render(<Record />);
    await nextTurn();
    asked[0]!.answer({ ok: true, view: READY });
    await card.waitFor(() => expect(card.maybeFind(Accordion)).not.toBeNull());
    expect(listeners).toHaveLength(1);

    listeners[0]!();
    await nextTurn();
    expect(asked).toHaveLength(2);
    expect(card.maybeFind(LoadingSpinner)).toBeNull();
    asked[1]!.fail();
    await nextTurn();
    expect(card.find(Heading).text).toBe(READY.headline);

    listeners[0]!();
    await nextTurn();
    asked[2]!.answer({ ok: true, view: EMPTY });
    await card.waitFor(() => expect(card.find(EmptyState).props.title).toBe(EMPTY.headline));
    expect(listeners).toHaveLength(1);
  });
});

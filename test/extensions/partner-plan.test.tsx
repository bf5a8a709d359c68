/** Joint plan, meetings, health reviews and escalations of the partner card in HubSpot's own test renderer. */
import { describe, expect, it } from '@jest/globals';
import { Alert, Input, LoadingButton, Select, StatusTag, TextArea } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import type { ReactElement } from 'react';

import type { ProgrammeActing } from '../../extensions/company-card/programme/acting.js';
import { Escalations } from '../../extensions/company-card/programme/Escalations.js';
import { Plan } from '../../extensions/company-card/programme/Plan.js';
import { ObjectiveForm } from '../../extensions/company-card/programme/PlanForms.js';
import { ReviewForm } from '../../extensions/company-card/programme/ReviewForm.js';
import { Reviews } from '../../extensions/company-card/programme/Reviews.js';
import { TaskForm } from '../../extensions/company-card/programme/InitiativeForms.js';
import type { PlanObjective, PlanSection, ReviewsSection } from '../../src/operations/views/index.js';
import { answeringTransport, buttonOf, wordsOf } from './rendering.js';

const OBJECTIVE: PlanObjective = {
  ...{ id: 'o1', title: 'Grow in Spain', isLate: true, since: 'Since 1 Oct 2026' },
  keyResults: [
    {
      ...{
        id: 'k1',
        label: 'Partner-sourced revenue',
        target: 'at least $40,000.00',
        targetTyped: '40000.00',
      },
      ...{ asks: 'an amount', progress: '$12,000.00, 30% of the target with 45% of the time gone' },
      ...{
        due: '31 Dec 2026, in 41 days',
        dueOn: '2026-12-31',
        state: { text: 'Behind', variant: 'warning' },
      },
    },
  ],
  initiatives: [
    {
      ...{ kind: 'task', recordId: '31', label: 'Joint webinar', what: 'Task', owner: 'Ana Ruiz' },
      ...{ due: '10 Nov 2026, 10 days ago', state: { text: 'Late', variant: 'danger' }, canComplete: true },
    },
  ],
};
const PLAN: PlanSection = {
  ...{ headline: '1 objective open, and late.', notices: [], objectives: [OBJECTIVE] },
  closed: [{ id: 'o0', title: 'Launch', note: '1 Jan 2026 to 30 Jun 2026' }],
  choices: {
    numbers: [{ id: 'sourced_revenue', label: 'Partner-sourced revenue', asks: 'an amount above 0' }],
    owners: [{ id: '5', label: 'Sam Lee' }],
    ...{ ownerId: '5', tasks: [], events: [], today: '2026-11-20' },
  },
};
const REVIEWS: ReviewsSection = {
  ...{ headline: 'The health review was due on 10 Nov 2026, 10 days ago.', nextStep: null, canHold: true },
  state: { text: 'Overdue', variant: 'danger' },
  ...{ health: 'Health 72 of 100 as of 20 Nov 2026.', parts: ['Engagement 40 of 100'], today: '2026-11-20' },
  decisions: [
    { id: 'continue', label: 'Continue', needsNote: false, says: 'Go on as agreed.' },
    { id: 'wind_down', label: 'Wind down', needsNote: true, says: 'Prepare the end.' },
  ],
  nextByTier: '18 Feb 2027, every quarter for Gold partners',
  history: [{ day: '1 Aug 2026', decision: 'Expand', note: 'It goes well', next: '10 Nov 2026', who: 'Mia' }],
};

const EFFECT = {
  ...{ kind: 'effect', basis: 'b1', title: 'Add it', sentences: ['HubSpot gets the task “Webinar”.'] },
  ...{ classChange: null, partners: [], conflicts: [], needsConfirmation: true },
};

const draw = (element: (acting: ProgrammeActing) => ReactElement, mayChange = true) => {
  const { ask, asked } = answeringTransport({ 'change-programme': () => ({ ok: true, view: EFFECT }) });
  const acting: ProgrammeActing = {
    companyId: '501',
    ask,
    mayChange,
    onSaved: () => undefined,
    close: () => undefined,
  };
  const card = createRenderer('crm.record.tab');
  card.render(element(acting));
  return { card, asked, words: () => wordsOf(card.getRootNode()) };
};
type Card = ReturnType<typeof draw>['card'];
const go = (card: Card) => card.find(LoadingButton);

describe('a joint plan', () => {
  it('reads what is late, what is measured, whose it is and by when', () => {
    const { card, words } = draw((acting) => <Plan section={PLAN} acting={acting} />);
    for (const text of [
      ...['1 objective open, and late.', 'Grow in Spain', 'Partner-sourced revenue, at least $40,000.00'],
      ...[
        '30% of the target with 45% of the time gone',
        'Joint webinar',
        'Ana Ruiz',
        '10 Nov 2026, 10 days ago',
      ],
    ]) {
      expect(words()).toContain(text);
    }
    expect(card.findAll(StatusTag).map(({ text }) => text)).toEqual(['Late', 'Behind', 'Late']);
  });

  it('offers nothing to change to whoever may not', () => {
    const { card } = draw((acting) => <Plan section={PLAN} acting={acting} />, false);
    for (const label of ['Add an objective', 'Add a task', 'Complete', 'Change', 'Open again']) {
      expect(() => buttonOf(card, label)).toThrow();
    }
  });

  it('asks what comes first where there is no objective, and says what cannot be read', () => {
    const empty: PlanSection = {
      ...PLAN,
      objectives: [],
      headline: 'There is no open objective.',
      notices: ['No tasks.'],
    };
    const { card, words } = draw((acting) => <Plan section={empty} acting={acting} />);
    expect(words()).toContain('There is no open objective.');
    expect(card.findAll(Alert).map(({ props }) => props.title)).toEqual(['No tasks.']);
  });

  it('completes a task by one press', () => {
    const { card, asked } = draw((acting) => <Plan section={PLAN} acting={acting} />);
    buttonOf(card, 'Complete').trigger('onClick');
    expect(asked).toEqual([
      {
        name: 'change-programme',
        parameters: {
          companyId: '501',
          change: { kind: 'complete_initiative', objectiveId: 'o1', recordId: '31' },
          mode: 'save',
        },
      },
    ]);
  });
});

describe('the forms of a joint plan', () => {
  it('add an objective once it has a name, and a target once it has a number', () => {
    const { card } = draw((acting) => <ObjectiveForm dialogId="d" acting={acting} choices={PLAN.choices} />);
    expect(go(card).props.disabled).toBe(true);
    card.find(Input, { name: 'title' }).trigger('onInput', 'Win Portugal' as never);
    expect(go(card).props.disabled).toBe(false);
    card.find(Select, { name: 'kpi' }).trigger('onChange', 'sourced_revenue' as never);
    expect(go(card).props.disabled).toBe(true);
    expect(card.find(Input, { name: 'target' }).props.description).toBe('Takes an amount above 0.');
  });

  it('offer our partner manager as the owner of a task', () => {
    const { card } = draw((acting) => (
      <TaskForm dialogId="d" acting={acting} objective={OBJECTIVE} choices={PLAN.choices} />
    ));
    expect(card.find(Select, { name: 'owner' }).props.value).toBe('5');
    expect(go(card).props.disabled).toBe(true);
  });
});

describe('health reviews', () => {
  it('say when the next is due, how healthy the partner is, and what was decided', () => {
    const { words } = draw((acting) => <Reviews section={REVIEWS} acting={acting} />);
    for (const text of [
      'Overdue',
      'was due on 10 Nov 2026',
      'Health 72 of 100',
      'Engagement 40 of 100',
      'Expand',
      'Mia',
    ]) {
      expect(words()).toContain(text);
    }
  });

  it('are told before they are kept, and need a note where they change something', async () => {
    const { card, asked, words } = draw((acting) => (
      <ReviewForm dialogId="d" acting={acting} section={REVIEWS} />
    ));
    card.find(Select, { name: 'decision' }).trigger('onChange', 'wind_down' as never);
    expect(go(card).props.disabled).toBe(true);
    card.find(TextArea).trigger('onInput', 'Acquired' as never);
    expect(go(card).props.disabled).toBe(false);
    go(card).trigger('onClick');
    await card.waitFor(() => expect(words()).toContain('HubSpot gets the task'));
    expect(asked.at(-1)?.parameters).toEqual({
      companyId: '501',
      change: {
        kind: 'hold_review',
        decision: 'wind_down',
        note: 'Acquired',
        heldOn: '2026-11-20',
        nextOn: null,
      },
      mode: 'preview',
    });
  });
});

describe('escalations', () => {
  it('say what counts as one, and whose each is', () => {
    const { words } = draw(() => (
      <Escalations
        section={{
          ...{
            headline: '1 open escalation, open for 12 days.',
            notices: [],
            more: null,
            rule: 'By its category: “escalation”.',
          },
          rows: [
            {
              ...{
                ticketId: '9',
                title: 'Sync is down',
                owner: 'Nobody',
                opened: '8 Nov 2026',
                age: '12 days',
              },
              state: { text: 'Open, nobody owns it', variant: 'danger' },
            },
          ],
        }}
      />
    ));
    for (const text of ['open for 12 days', 'Sync is down', 'Nobody', 'By its category'])
      expect(words()).toContain(text);
  });
});

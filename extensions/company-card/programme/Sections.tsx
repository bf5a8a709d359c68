import { Alert, Flex, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import type { ReactElement } from 'react';

import type { PartnerProgrammeView } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { Agreement } from './Agreement.js';
import { Cadence } from './Cadence.js';
import { Enablement } from './Enablement.js';
import { Escalations } from './Escalations.js';
import { Lifecycle } from './Lifecycle.js';
import { Log } from './Log.js';
import { Plan } from './Plan.js';
import { Registrations } from './Registrations.js';
import { Reviews } from './Reviews.js';
import { Tier } from './Tier.js';

interface Props {
  readonly view: PartnerProgrammeView;
  readonly acting: ProgrammeActing;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: ReactElement;
}

/** One a section, in the order in which they are read; those without anything to say are left out. */
const sectionsOf = ({ view, acting }: Props): readonly Section[] => [
  {
    id: 'lifecycle',
    title: 'Lifecycle',
    body: <Lifecycle section={view.lifecycle} acting={acting} />,
  },
  ...(view.agreement === null
    ? []
    : [
        {
          id: 'agreement',
          title: 'Agreement',
          body: <Agreement section={view.agreement} acting={acting} />,
        },
      ]),
  ...(view.enablement === null
    ? []
    : [
        {
          id: 'enablement',
          title: 'Enablement',
          body: <Enablement section={view.enablement} acting={acting} />,
        },
      ]),
  ...(view.tier === null
    ? []
    : [{ id: 'tier', title: 'Tier', body: <Tier section={view.tier} acting={acting} /> }]),
  { id: 'plan', title: 'Joint plan', body: <Plan section={view.plan} acting={acting} /> },
  { id: 'cadence', title: 'Meetings', body: <Cadence section={view.cadence} /> },
  { id: 'reviews', title: 'Health reviews', body: <Reviews section={view.reviews} acting={acting} /> },
  { id: 'escalations', title: 'Escalations', body: <Escalations section={view.escalations} /> },
  { id: 'registrations', title: 'Registrations', body: <Registrations acting={acting} /> },
  { id: 'log', title: 'Changes', body: <Log log={view.log} /> },
];

/** The programme of a partner, a tab a section. */
export const Sections = ({ view, acting }: Props) => (
  <Flex direction="column" gap="small">
    {view.notices.map((notice) => (
      <Alert key={notice} title={notice} variant="warning" />
    ))}
    <Tabs defaultSelected="lifecycle">
      {sectionsOf({ view, acting }).map(({ id, title, body }) => (
        <Tab key={id} tabId={id} title={title}>
          {body}
        </Tab>
      ))}
    </Tabs>
    <Text variant="microcopy">{view.basis}</Text>
  </Flex>
);
